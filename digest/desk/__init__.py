"""The editor's desk: queues of articles that wait for a decision, and the changes of files that a decision makes."""
