/** Commands that are free of this framework, and keep to the same words and statuses. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../support/project-root.ts";

/** Nobody listens there, and no program is given it: one that was just free may belong to another test now. */
const CLOSED_PORT = 1;

function run(script: string, argv: readonly string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT_ROOT, script), ...argv], {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...environment },
  });
  return { status, stdout, stderr };
}

const [SERVER, LAMBDA, DATABASE, BENCH] = [
  "server/main.ts",
  "lambdas/main.ts",
  "server/database/create.ts",
  "harness/tools/bench/bench.ts",
];

test.each([SERVER, LAMBDA, DATABASE, BENCH])("%s --help says what it takes and how it ends, status 0", (script) => {
  for (const flag of ["--help", "-h"]) {
    const { status, stdout, stderr } = run(script, [flag]);
    expect(stdout).toMatch(/npm run (server|lambda|database|bench)/);
    expect(stdout).toMatch(/Exit status: .*2 usage/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  }
});

test.each([
  [SERVER, ["--revison", "fixed"], /^Unknown option '--revison'.*: the server takes --config, /],
  [SERVER, ["--config", "/no/such.yaml"], /^The configuration file \/no\/such\.yaml cannot be read/],
  [LAMBDA, [], /^lambdas\/main\.ts: which Lambda\? Say one of validate, /],
  [LAMBDA, ["zip"], /^lambdas\/main\.ts: AWS_LAMBDA_RUNTIME_API is not set/],
  [DATABASE, [], /^Say what to make and where: npm run database -- create /],
  [DATABASE, ["create", "postgres://h/d"], /^The database's URL must look like mysql:/],
  [DATABASE, ["create", "mysql://h/d", "--revision", "later"], /^--revision is later; it must be one of /],
  [BENCH, ["severs"], /^There is no bench of "severs"; there are backends, server, /],
])("%s %j is wrong use: one sentence, status 2", (script, argv, sentence) => {
  const { status, stdout, stderr } = run(script, argv);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
});

test("what does not answer is this machine's fault: one sentence, status 3", () => {
  const database = run(DATABASE, ["create", `mysql://u:p@127.0.0.1:${CLOSED_PORT}/toq`]);
  expect(database.stderr).toMatch(/^The database server at 127\.0\.0\.1:\d+ cannot be used: .*ECONNREFUSED/);
  expect(database.stderr).not.toMatch(/^\s+at /m);
  expect(database.status).toBe(3);
  const lambda = run(LAMBDA, ["validate"], {
    AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${CLOSED_PORT}`,
    AWS_REGION: "us-east-1",
  });
  expect(lambda.stderr).toMatch(/^lambdas\/main\.ts: the Lambda Runtime API does not answer: .*ECONNREFUSED/);
  expect(lambda.status).toBe(3);
});

test("a server that the real one would not start either: status 3", () => {
  const { status, stderr } = run(SERVER, []);
  expect(stderr).toMatch(/^The server does not start, as the real one does not: .*--lenient starts without it\.$/m);
  expect(status).toBe(3);
});
