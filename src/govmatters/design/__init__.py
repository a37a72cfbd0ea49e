"""For those who design a service: are its claims true."""
