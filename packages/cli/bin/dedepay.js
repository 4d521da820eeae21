#!/usr/bin/env node
// Checked in, so that npm can link the command before the first build has made dist/.
import "../dist/main.js";
