// Counts the tests of Vitest's JSON reports and prints "N passed, N failed[, N skipped]". Exit status 1 when a test
// failed or none ran. The failed ones stand right above that line, where the end of a cut log still shows them.
// Plain JavaScript: it also has to run under the machine's own Node.
import { readFileSync } from "node:fs";

/** Reports of files that ran once more, each in the place of what another report says of its files. */
const again = new Map();
const counts = { passed: 0, failed: 0, skipped: 0 };
const complaints = [];
let broken = 0;
/** Of a message; the whole stands in the log where the test ran. */
const SHOWN_LINES = 12;

for (const path of process.argv.slice(2)) {
  if (path.startsWith("--again=")) {
    for (const file of JSON.parse(readFileSync(path.slice("--again=".length), "utf8")).testResults)
      again.set(file.name, file);
    continue;
  }
  let report;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    broken++;
    complaints.push(`${path} is missing or broken, so its part did not come to an end: ${error.message}`);
    continue;
  }
  for (const file of report.testResults) {
    const once = again.get(file.name);
    if (once)
      for (const test of file.assertionResults) if (test.status === "failed") tell(file, test, "FAILED BESIDE OTHERS");
    count(once ?? file);
  }
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
      tell(file, test);
    } else counts.skipped++;
  }
  // A file that cannot be loaded, or whose worker died, has no failed test of its own.
  if (failed === 0 && file.status === "failed") {
    failed = 1;
    tell(file, { fullName: "the file as a whole", failureMessages: [file.message] });
  }
  counts.failed += failed;
}

function tell(file, { fullName, failureMessages: [message = ""] = [] }, word = "FAILED") {
  const shown = message.split("\n").slice(0, SHOWN_LINES);
  complaints.push([`${word} ${file.name} > ${fullName}`, ...shown.map((line) => `    ${line}`)].join("\n"));
}
