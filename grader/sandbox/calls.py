"""A filter of system calls (seccomp): what computing needs is allowed, what reaches others is refused.

Three kinds of calls. `ALLOWED` is what an interpreter, NumPy and PyTorch need. `REFUSED` is what a submission could try
and must be told of: it raises PermissionError. Anything else, and what later kernels bring, is answered as by a kernel
that does not have it (ENOSYS), for which the C library has an older way.

Some calls depend on their arguments: a thread may be made and a process may not; a process may signal itself and nobody
else. A signal to oneself that ends or stops a process kills it at once: within a pid namespace the kernel would ignore
it, and the same submission would come to another end at another level.

The list follows systemd's group @system-service, without networks, processes, namespaces, users, modes and owners.
"""

import ctypes.util
import errno
import os
import signal
from collections.abc import Iterable

# To find a library by its name ctypes runs ldconfig, which takes longer than all the rest that is done here before a
# fork. The loader knows these two; where it does not, the import fails, and it is told that libseccomp is missing.
_find_library = ctypes.util.find_library
ctypes.util.find_library = {"c": None, "seccomp": "libseccomp.so.2"}.get  # type: ignore[assignment]
try:
    import pyseccomp
    from pyseccomp import ALLOW, EQ, ERRNO, KILL_PROCESS, MASKED_EQ, NE, Arg
finally:
    ctypes.util.find_library = _find_library

ALLOWED = """
    read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek _llseek close close_range sendfile
    sendfile64 copy_file_range splice tee open openat openat2 creat stat stat64 fstat fstat64 lstat lstat64 newfstatat
    fstatat64 statx access faccessat faccessat2 readlink readlinkat getdents getdents64 getcwd chdir fchdir statfs
    statfs64 fstatfs fstatfs64 mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 symlink symlinkat link
    linkat ftruncate ftruncate64 fallocate fsync fdatasync flock fadvise64 umask dup dup2 dup3 pipe pipe2 fcntl fcntl64
    poll ppoll ppoll_time64 select pselect6 pselect6_time64 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
    epoll_pwait2 eventfd eventfd2 signalfd signalfd4 timerfd_create timerfd_settime timerfd_gettime
    brk mmap mmap2 mprotect munmap mremap msync madvise mlock mlock2 munlock mlockall munlockall membarrier
    get_mempolicy set_mempolicy mbind pkey_alloc pkey_free pkey_mprotect
    futex futex_time64 futex_waitv set_robust_list get_robust_list rseq set_tid_address gettid getpid getppid getpgid
    getpgrp getsid getuid getuid32 geteuid geteuid32 getgid getgid32 getegid getegid32 getresuid getresgid getgroups
    capget sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min sched_getattr getcpu getpriority getrusage getrlimit ugetrlimit setrlimit sysinfo uname times
    time gettimeofday clock_gettime clock_gettime64 clock_getres clock_nanosleep clock_nanosleep_time64 nanosleep
    getitimer setitimer alarm timer_create timer_settime timer_gettime timer_getoverrun timer_delete pause
    rt_sigaction rt_sigprocmask rt_sigpending rt_sigsuspend rt_sigreturn rt_sigtimedwait sigaltstack sigreturn
    restart_syscall arch_prctl getrandom recvfrom recvmsg recvmmsg recv sendto sendmsg sendmmsg send shutdown
    getsockopt getsockname getpeername exit exit_group wait4 waitid waitpid
"""

REFUSED = """
    fork vfork execve execveat socket connect bind listen accept accept4 setsockopt
    tkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_send_signal pidfd_getfd
    ptrace process_vm_readv process_vm_writev process_madvise kcmp perf_event_open bpf userfaultfd
    unshare setns mount umount2 pivot_root chroot open_tree move_mount fsopen fsmount open_by_handle_at
    name_to_handle_at setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset setsid
    setpgid chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat setxattr
    lsetxattr fsetxattr removexattr lremovexattr fremovexattr truncate truncate64 mknod mknodat
    setpriority ioprio_set sched_setscheduler sched_setparam sched_setattr
    shmget shmat shmctl semget semop semctl msgget msgsnd msgrcv mq_open memfd_create memfd_secret
    io_uring_setup io_uring_enter io_uring_register inotify_init inotify_init1 inotify_add_watch fanotify_init
    keyctl add_key request_key syslog reboot sethostname setdomainname settimeofday clock_settime adjtimex swapon
    swapoff init_module finit_module delete_module kexec_load personality quotactl acct sync syncfs vhangup
    landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp
"""

OF_ITSELF = ("prlimit64", "sched_setaffinity")  # of another process it is none of its business
CLONE_THREAD = 0x00010000
NEW_NAMESPACES = 0x7E020000 | 0x00000080
AF_UNIX = 1
SOCK_STREAM = 1
SOCK_TYPE_MASK = 0xF
# What asks a terminal or a pipe about itself, and what sets a descriptor's own flags.
IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# Names of a thread and of memory, and questions.
PRCTLS = (3, 15, 16, 23, 39, 0x53564D41)
HANDLED = (
    0,
    *(
        int(getattr(signal, f"SIG{name}"))
        for name in (
            "ALRM",
            "CHLD",
            "CONT",
            "HUP",
            "INT",
            "IO",
            "PIPE",
            "PROF",
            "URG",
            "USR1",
            "USR2",
            "VTALRM",
            "WINCH",
        )
    ),
)
ENDING = tuple(
    int(getattr(signal, f"SIG{name}"))
    for name in ("ABRT", "BUS", "FPE", "ILL", "KILL", "QUIT", "SEGV", "STOP", "SYS", "TERM", "TRAP", "TSTP")
)


class Calls:
    """The filter: made before processes are forked, and completed in each by what depends on its number."""

    def __init__(self, *, gpu: bool) -> None:
        self.filter = pyseccomp.SyscallFilter(ERRNO(errno.ENOSYS))
        self._add(ALLOW, ALLOWED.split())
        self._add(ERRNO(errno.EPERM), REFUSED.split())
        self._add(ALLOW, ["clone"], Arg(0, MASKED_EQ, CLONE_THREAD | NEW_NAMESPACES, CLONE_THREAD))
        self._add(ERRNO(errno.EPERM), ["clone"], Arg(0, MASKED_EQ, CLONE_THREAD, 0))
        self._add(ALLOW, ["socketpair"], Arg(0, EQ, AF_UNIX), Arg(1, MASKED_EQ, SOCK_TYPE_MASK, SOCK_STREAM))
        self._add(ERRNO(errno.EPERM), ["socketpair"], Arg(0, NE, AF_UNIX))
        for option in PRCTLS:
            self._add(ALLOW, ["prctl"], Arg(0, EQ, option))
        self._add(ALLOW, OF_ITSELF, Arg(0, EQ, 0))
        if gpu:
            self._add(ALLOW, ["ioctl"])
        else:
            for request in IOCTLS:
                self._add(ALLOW, ["ioctl"], Arg(1, MASKED_EQ, 0xFFFFFFFF, request))

    def lock(self) -> None:
        """Filter this thread's calls and its children's, for good. Raises OSError; `no_new_privs` must be set."""
        me = os.getpid()
        self._add(ALLOW, OF_ITSELF, Arg(0, EQ, me))
        for name, which in (("kill", 1), ("tgkill", 2)):  # rules of one call may not overlap: the wider one would win
            self._add(ERRNO(errno.EPERM), [name], Arg(0, NE, me))
            for number in HANDLED:
                self._add(ALLOW, [name], Arg(0, EQ, me), Arg(which, EQ, number))
            for number in ENDING:
                self._add(KILL_PROCESS, [name], Arg(0, EQ, me), Arg(which, EQ, number))
        self.filter.load()

    def _add(self, action: int, names: Iterable[str], *args: Arg) -> None:
        for name in names:
            number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
            if number >= 0:  # else this architecture has no such call
                self.filter.add_rule(action, number, *args)
