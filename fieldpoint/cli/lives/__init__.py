"""Commands about the lives of a log: a new one is opened, a copy is made and put back, an officer ends one."""
