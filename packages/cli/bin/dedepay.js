#!/usr/bin/env node
// Checked in, so that npm can link the command before the first build has made dist/.
import { holdYoungGeneration } from "../dist/platform/young-generation.js";

holdYoungGeneration();
await import("../dist/main.js");
