// The `dedepay` command.
process.stdout.write("dedepay 0.1.0\n");
