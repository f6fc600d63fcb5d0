// Prints the files of a JSON report of Vitest in which something failed, one per line; nothing when more failed than load explains.
// Plain JavaScript: it also has to run under the machine's own Node.
import { readFileSync } from "node:fs";

const MOST_FILES = 3;
const { testResults } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const failed = testResults.filter(({ status }) => status === "failed").map(({ name }) => name);
if (failed.length <= MOST_FILES) for (const name of failed) process.stdout.write(`${name}\n`);
