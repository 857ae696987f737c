"""Documents made from the code: the command reference, the error catalogue, schemas, examples in the README."""
