import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zipFiles } from "../../../cloud/bundles/zip-files.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { run } from "./run-command.ts";

const COMMAND = join(PROJECT_ROOT, "harness/cli/scenario/main.ts");

const MANY_COMMANDS = join(import.meta.dirname, "fixtures/many-commands.ts");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wrong-configurations-"));
  await mkdir(join(folder, "empty"));
  const content = Buffer.from("#!/bin/sh\n");
  const zipOf = (name: string, executable = true) => zipFiles([{ name, content, executable }]);
  const files: Record<string, string | Buffer> = {
    server: content,
    notes: "notes",
    "env.yaml": "http:\n  port: {{server.port}}\n",
    "unknown.yaml": "http:\n  port: {{server.prt}}\n",
    "broken.yaml": "http: {\n  port: {{server.port}}\n",
    "redis.yaml": "redis: {{redis.url}}\n",
    "no.zip": "this is no archive",
    "deep.zip": await zipOf("dist/bootstrap"),
    "plain.zip": await zipOf("bootstrap", false),
    "broken.json": '{ "States": ',
    "other.json": "{}",
    "enum.ts": "enum Colour { Red }\nexport default { systems: {} };\n",
    "syntax.ts": "const a: number = 1;\nexport default { systems: {} stories: [] };\n",
    "syntax.mjs": "\n\nexport default { systems: {} stories: [] };\n",
    "throws.ts":
      'function path(): string {\n  throw new Error("TOQ_SERVER is not set");\n}\nexport default { a: path() };\n',
    "text.mjs": 'throw "enough";\n',
    "imports.ts": 'import { paths } from "./no-such-file.ts";\nexport default { paths };\n',
    "reference.js": "export default { systems: mine };\n",
    "endless.mjs": "await new Promise(() => {});\nexport default {};\n",
    "named.ts": "export const config = {};\n",
    "rejects.ts": 'export default Promise.reject(new TypeError("no server was built"));\n',
    "never.mjs": "export default new Promise(() => {});\n",
    "later.mjs": 'setTimeout(() => { throw new Error("late"); });\nawait new Promise(() => {});\nexport default {};\n',
    "unawaited.mjs": 'Promise.reject(new Error("nobody awaits"));\nexport default {};\n',
    "list.js": "module.exports = [];\n",
    "twice/harness.config.ts": "export default {};\n",
    "twice/harness.config.js": "export default {};\n",
  };
  await mkdir(join(folder, "twice"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await chmod(join(folder, "server"), 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function refusalOf(argv: readonly string[]): Promise<string> {
  const { code, out, err } = await run(argv, {}, COMMAND);
  expect(out).toBe("");
  return sentenceOf({ code, err });
}

function sentenceOf({ code, err }: { readonly code: number; readonly err: string }): string {
  expect(code).toBe(2);
  expect(err.endsWith("\nHelp: npm run scenario -- --help\n")).toBe(true);
  expect(err).not.toMatch(/^ +at /m);
  return err.replaceAll(folder, "DIR").split("\nHelp: ")[0] ?? "";
}

test.each([
  ["enum.ts", "DIR/enum.ts, line 1: SyntaxError: TypeScript enum is not supported in strip-only mode"],
  ["syntax.ts", "DIR/syntax.ts, line 2: SyntaxError: Expected ',', got 'ident'"],
  ["syntax.mjs", "DIR/syntax.mjs, line 3: SyntaxError: Unexpected identifier 'stories'"],
  ["throws.ts", "DIR/throws.ts, line 2: TOQ_SERVER is not set"],
  ["text.mjs", "DIR/text.mjs throws enough."],
  ["imports.ts", "DIR/imports.ts: Cannot find module 'DIR/no-such-file.ts' imported from DIR/imports.ts"],
  ["reference.js", "DIR/reference.js, line 1: ReferenceError: mine is not defined"],
  ["endless.mjs", "DIR/endless.mjs never finishes: something that it awaits never comes."],
  ["named.ts", "DIR/named.ts exports nothing by default: write export default defineConfig({ … })."],
  ["rejects.ts", "DIR/rejects.ts, line 1: TypeError: no server was built"],
  ["never.mjs", "DIR/never.mjs never finishes: something that it awaits never comes."],
  ["later.mjs", "DIR/later.mjs, line 1: late"],
  ["unawaited.mjs", "DIR/unawaited.mjs, line 1: nobody awaits"],
  ["list.js", "DIR/list.js: the default export must be an object, made by defineConfig({ … }); [] was given."],
  [
    "none.ts",
    "--config: there is no file DIR/none.ts. It should be a harness.config.ts (or .mts, .js, .mjs), or a folder with one.",
  ],
  [
    "empty",
    "--config: there is no file DIR/empty. It should be a harness.config.ts (or .mts, .js, .mjs), or a folder with one.",
  ],
  ["twice", "DIR/twice holds harness.config.ts and harness.config.js: say which with --config, or remove one."],
])("a configuration that cannot be imported: %s", async (name, sentence) => {
  expect(await refusalOf(["--config", join(folder, name)])).toBe(sentence);
});

const WRONG_FORMS: readonly (readonly [string, string])[] = [
  ["{ system: {} }", 'there is no key system. Did you mean "systems"?'],
  [
    '{ systems: { mine: { server: { comand: "./server" } } } }',
    'there is no key systems.mine.server.comand. Did you mean "command"?',
  ],
  [
    "{ systems: { mine: { server: {} } } }",
    "systems.mine.server.command is missing: it must be a command: a text, or a list of program and parameters.",
  ],
  [
    "{ systems: { mine: { server: { command: 5 } } } }",
    "systems.mine.server.command must be a command: a text, or a list of program and parameters; 5 was given.",
  ],
  [
    '{ systems: { mine: { server: { command: `./server "a` } } } }',
    "systems.mine.server.command must be a command whose quotations are closed",
  ],
  [
    '{ systems: { mine: { lambdas: { thumbnail: "x" } } } }',
    'there is no key systems.mine.lambdas.thumbnail. Did you mean "thumbnails"?',
  ],
  [
    '{ systems: { mine: { lambdas: { zip: { zip: "a", command: "b" } } } } }',
    "systems.mine.lambdas.zip must be a path, or an object with one of path, zip, bootstrap and command.",
  ],
  [
    '{ systems: { mine: { revision: "curent" } } }',
    'systems.mine.revision must be "incident" or "current" or "fixed", perhaps "current"; "curent" was given.',
  ],
  ["{ systems: { mine: { clock: true } } }", 'systems.mine.clock must be "real" or "virtual"; true was given.'],
  [
    '{ systems: { mine: { services: ["rediss"] } } }',
    'systems.mine.services[0] must be "redis", perhaps "redis"; "rediss" was given.',
  ],
  ["{ systems: { mine: {} } }", "systems.mine must have a server, lambdas or stateMachines of your own."],
  [
    '{ systems: { fixed: { lambdas: { zip: "server" } } } }',
    "systems.fixed has the name of a revision of the replica: choose another.",
  ],
  [
    '{ systems: { "a,b": { lambdas: { zip: "server" } } } }',
    'systems["a,b"] must have a name of letters, digits, -, _ and . that begins with a letter.',
  ],
  [
    "{ stories: 5 }",
    "stories must be a folder, a list of folders, or an object with folders by the beginning of their ids; 5 was given.",
  ],
  [
    '{ stories: ["a/stories", "b/stories/"] }',
    "the ids of the stories in DIR/a/stories and in DIR/b/stories would both begin with stories/: name the beginnings, as in stories: { one: …, other: … }.",
  ],
];

const server = (more: string, command = '"./server"') =>
  `{ systems: { mine: { server: { command: ${command}, ${more} } } } }`;
const lambda = (code: string) => `{ systems: { mine: { lambdas: { zip: ${code} } } } }`;
const filesOf = (files: string, more = "") => server(`files: { ${files} }, ${more}`);
const FILES = 'systems.mine.server.files["a.yaml"]';

const WRONG_SYSTEMS: readonly (readonly [string, string])[] = [
  [server("", '"./sever --port 1"'), "systems.mine.server.command: DIR/sever does not exist."],
  [server("", '"./notes"'), "systems.mine.server.command: DIR/notes is not executable; say chmod +x DIR/notes."],
  [
    server("", '"{{config.directory}}/empty"'),
    "systems.mine.server.command: DIR/empty is a folder, and a file must be named here.",
  ],
  [
    server("", '["no-such-program-anywhere"]'),
    "systems.mine.server.command: there is no program no-such-program-anywhere in PATH; write ./no-such-program-anywhere for a file beside the configuration.",
  ],
  [
    server("", '["./server", "{{server.prt}}"]'),
    "systems.mine.server.command: there is no placeholder {{server.prt}}. Did you mean {{server.port}}?",
  ],
  [
    server('environment: { A: "{{queue.uri}}" }'),
    "systems.mine.server.environment.A: there is no placeholder {{queue.uri}}. Did you mean {{queue.url}}?",
  ],
  [
    server("environment: { A: null }"),
    "systems.mine.server.environment.A must be a text, a number, true or false; null was given.",
  ],
  [filesOf('"../a": "x"'), 'systems.mine.server.files["../a"] must be a path inside the server\'s working directory.'],
  [filesOf('"a.yaml": template("none.yaml")'), `${FILES}.template: DIR/none.yaml does not exist.`],
  [filesOf('"a.yaml": { copy: "none" }'), `${FILES}.copy: DIR/none does not exist.`],
  [
    filesOf('"a.yaml": "env.yaml"'),
    `${FILES}: "env.yaml" would be the file's content; write template("env.yaml") or { copy: "env.yaml" }.`,
  ],
  [
    filesOf('"a.yaml": template("unknown.yaml")'),
    "DIR/unknown.yaml, line 2: there is no placeholder {{server.prt}}. Did you mean {{server.port}}?",
  ],
  [
    filesOf('"a.yaml": template("broken.yaml")'),
    "DIR/broken.yaml: this is no YAML for a.yaml: Flow map in block collection must be sufficiently indented and end with a } at line 3, column 1.",
  ],
  [
    filesOf('"a.yaml": template("redis.yaml")'),
    'DIR/redis.yaml: {{redis.url}} is used, so systems.mine.services must be ["redis"].',
  ],
  [
    filesOf('"a.yaml": template("env.yaml")', 'settings: "b.yaml"'),
    'systems.mine.server.settings: "b.yaml" is none of the server\'s files; it must be a template(). Did you mean "a.yaml"?',
  ],
  [
    filesOf('"a.yaml": { copy: "env.yaml" }', 'settings: "a.yaml"'),
    'systems.mine.server.settings: "a.yaml" is a copy, into which nothing can be put; it must be a template().',
  ],
  [
    server('ready: "health"'),
    'systems.mine.server.ready must be "port", a path such as "/health", a regular expression, or { line: … }; "health" was given.',
  ],
  [
    server('ready: { line: "(" }'),
    "systems.mine.server.ready.line is no regular expression: Invalid regular expression: /(/: Unterminated group.",
  ],
  [server("ready: /x/i"), "systems.mine.server.ready.line must be a regular expression without flags (i)."],
  [lambda('"none"'), "systems.mine.lambdas.zip: DIR/none does not exist."],
  [lambda('"notes"'), "systems.mine.lambdas.zip: DIR/notes is not executable; say chmod +x DIR/notes."],
  [
    lambda('"empty"'),
    "systems.mine.lambdas.zip: the folder DIR/empty holds no file bootstrap, which Lambda would start.",
  ],
  [lambda('"no.zip"'), "systems.mine.lambdas.zip: DIR/no.zip is no ZIP that can be read ("],
  [
    lambda('{ zip: "deep.zip" }'),
    "systems.mine.lambdas.zip.zip: the ZIP DIR/deep.zip holds no bootstrap at its top, which Lambda would start (it holds dist/bootstrap).",
  ],
  [
    lambda('"plain.zip"'),
    "systems.mine.lambdas.zip: bootstrap in the ZIP DIR/plain.zip is not executable; say chmod +x before it is packed.",
  ],
  [
    lambda('{ bootstrap: "server", environment: { A: "{{redis.address}}" } }'),
    'systems.mine.lambdas.zip.environment.A: {{redis.address}} is used, so systems.mine.services must be ["redis"].',
  ],
  [
    '{ systems: { mine: { stateMachines: { processing: "broken.json" } } } }',
    "systems.mine.stateMachines.processing: DIR/broken.json is no JSON: ",
  ],
  [
    '{ systems: { mine: { stateMachines: { finalization: "other.json" } } } }',
    "systems.mine.stateMachines.finalization: DIR/other.json has no States, so it is no definition of a state machine.",
  ],
  [
    '{ systems: { mine: { lambdas: { zip: "server" }, database: { schema: ["a.sql"] } } } }',
    "systems.mine.database.schema: DIR/a.sql does not exist.",
  ],
  [
    '{ systems: { mine: { lambdas: { zip: "server" }, database: { name: "toq`; drop" } } } }',
    'systems.mine.database.name must be a name of letters, digits and _; "toq`; drop" was given.',
  ],
];

/** One process says it of all: each alone would take longer to start than to refuse. */
let sentences: Promise<ReadonlyMap<string, string>> | undefined;
async function refusals(): Promise<ReadonlyMap<string, string>> {
  const bodies = [...WRONG_FORMS, ...WRONG_SYSTEMS].map(([body]) => body);
  const paths = bodies.map((_, index) => join(folder, `config-${index}.mjs`));
  for (const [index, path] of paths.entries()) {
    const imports = 'import { defineConfig, template } from "toq-media-harness/config";\n';
    await writeFile(path, `${imports}export default defineConfig(${bodies[index]});\n`);
  }
  // What is not refused would run the stories, so none of them is there.
  const lines = paths.map((path) => ["--config", path, "--system", "mine"]);
  const { out } = await run([], { ARGUMENTS: JSON.stringify(lines), SCENARIOS: join(folder, "empty") }, MANY_COMMANDS);
  const said = JSON.parse(out) as { readonly code: number; readonly err: string }[];
  return new Map(
    said.map((one, index) => [bodies[index] ?? "", sentenceOf(one).replace(`DIR/config-${index}.mjs: `, "")]),
  );
}

test.each(WRONG_FORMS)("a configuration of the wrong form: %s", async (body, sentence) => {
  sentences ??= refusals();
  expect((await sentences).get(body)).toContain(sentence);
});

test.each(WRONG_SYSTEMS)("a system that is not as it must be: %s", async (body, sentence) => {
  sentences ??= refusals();
  expect((await sentences).get(body)).toContain(sentence);
});

test("so says the command itself", async () => {
  for (const [index, [, sentence]] of [...WRONG_FORMS, ...WRONG_SYSTEMS].entries()) {
    if (index % 15 !== 1) continue;
    expect(await refusalOf(["--config", join(folder, `config-${index}.mjs`), "--system", "mine"])).toContain(sentence);
  }
});

test("a name that is no system: the near one of revisions and configuration, and how to make one", async () => {
  const path = join(folder, "one.mjs");
  await writeFile(path, 'export default { systems: { mine: { lambdas: { zip: "server" } } } };\n');
  const named = (name: string) => refusalOf(["--config", path, "--system", name]);
  const there = "There are incident, current, fixed and, in DIR/one.mjs, mine.";
  expect(await named("mien")).toBe(`--system: there is no system "mien". Did you mean mine? ${there}`);
  expect(await named("currant")).toBe(`--system: there is no system "currant". Did you mean current? ${there}`);
  expect(await refusalOf(["--system", "mine"])).toBe(
    '--system: there is no system "mine". There are incident, current, fixed; a system of your own stands in ' +
      "harness.config.ts, which is not in this folder (docs/harness-config.md, or --config PATH).",
  );
});

test("other systems of the file are not looked at, and a defect of the replica is none of one's own server", async () => {
  const path = join(folder, "two.mjs");
  await writeFile(
    path,
    'export default { systems: { next: { server: { command: "./none" } }, mine: { server: { command: "./server" } } } };\n',
  );
  expect(await refusalOf(["--config", path, "--system", "mine", "--defect", "D6"])).toBe(
    "--defect switches a defect of the replica on, and the server of mine is your own.",
  );
});

test("what a system of one's own cannot run on is refused before anything starts", async () => {
  const path = join(folder, "here.mjs");
  const lambdas = 'lambdas: { zip: { command: "./server" } }';
  await writeFile(path, `export default { systems: { mine: { server: { command: "./server" }, ${lambdas} } } };\n`);
  const refused = (...flags: readonly string[]) => refusalOf(["--config", path, "--system", "mine", ...flags]);
  expect(await refused("--backend", "localstack")).toBe(
    "--backend localstack runs functions in a container: the Lambda zip of mine is a command of this machine. " +
      "Name a zip or a bootstrap, or leave out --backend.",
  );
  expect(await refused("--database", "mysql")).toBe(
    "--database mysql is for the replica: each world of mine has an engine of its own on this machine. Leave it out.",
  );
});
