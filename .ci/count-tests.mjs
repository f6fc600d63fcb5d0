// Counts the tests of Vitest's JSON reports and prints "N passed, N failed[, N skipped]". Exit status 1 when a test
// failed or none ran. Plain JavaScript: it also has to run under the machine's own Node.
import { readFileSync } from "node:fs";

const counts = { passed: 0, failed: 0, skipped: 0 };
const complaints = [];

for (const path of process.argv.slice(2)) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    complaints.push(`${path} is missing or broken, so its part did not come to an end: ${error.message}`);
    continue;
  }
  for (const file of report.testResults) count(file);
}

for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = complaints.length === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1;

function count(file) {
  let failed = 0;
  for (const { status } of file.assertionResults) {
    if (status === "passed") counts.passed++;
    else if (status === "failed") failed++;
    else counts.skipped++;
  }
  // A file that cannot be loaded, or whose worker died, has no failed test of its own.
  if (failed === 0 && file.status === "failed") failed = 1;
  counts.failed += failed;
}
