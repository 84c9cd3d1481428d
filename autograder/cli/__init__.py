"""The command line: a file a group of commands; nothing else imports click."""
