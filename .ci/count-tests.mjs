// Counts the tests of Vitest's JSON reports and prints "N passed, N failed[, N skipped]". Exit status 1 when a test
// failed or none ran. The failed ones stand right above that line, where the end of a cut log still shows them.
// Plain JavaScript: it also has to run under the machine's own Node.
import { readFileSync } from "node:fs";

const counts = { passed: 0, failed: 0, skipped: 0 };
const complaints = [];
let broken = 0;
/** Of a message; the whole stands in the log where the test ran. */
const SHOWN_LINES = 12;

for (const path of process.argv.slice(2)) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    broken++;
    complaints.push(`${path} is missing or broken, so its part did not come to an end: ${error.message}`);
    continue;
  }
  for (const file of report.testResults) count(file);
}

for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = broken === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1;

function count(file) {
  let failed = 0;
  for (const test of file.assertionResults) {
    const { status } = test;
    if (status === "passed") counts.passed++;
    else if (status === "failed") {
      failed++;
      tell(file, test.fullName, test.failureMessages?.[0]);
    } else counts.skipped++;
  }
  // A file that cannot be loaded, or whose worker died, has no failed test of its own.
  if (failed === 0 && file.status === "failed") {
    failed = 1;
    tell(file, "the file as a whole", file.message);
  }
  counts.failed += failed;
}

function tell(file, name, message) {
  const shown = (message ?? "").split("\n").slice(0, SHOWN_LINES);
  complaints.push([`FAILED ${file.name} > ${name}`, ...shown.map((line) => `    ${line}`)].join("\n"));
}
