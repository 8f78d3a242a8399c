"""What is fast, measured beside what people would use instead. `make bench` runs everything."""
