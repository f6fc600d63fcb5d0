import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { UsageError } from "../../../support/usage-error.ts";
import { fillFile, fillTemplate, placeholdersIn } from "../fill-template.ts";
import { fillYaml } from "../fill-yaml.ts";
import { PLACEHOLDERS, type PlaceholderName, type PlaceholderValues } from "../placeholders.ts";

const names = Object.keys(PLACEHOLDERS) as PlaceholderName[];
const VALUES = Object.fromEntries(names.map((name) => [name, `<${name}>`])) as PlaceholderValues;
const withValue = (value: string): PlaceholderValues => ({
  ...VALUES,
  "callback.secret": value,
  "server.port": "8081",
});

test("names stand for values, blanks or not; everything else stays", () => {
  expect(fillTemplate("a{{server.port}}b {{ cloud.region }}\n}} { {", VALUES, "f")).toBe(
    "a<server.port>b <cloud.region>\n}} { {",
  );
});

test("a backslash means the braces themselves; two stay, and the placeholder is one", () => {
  expect(fillTemplate("\\{{ .Name }} \\{{{{server.port}}}} \\\\{{server.port}} \\n", VALUES, "f")).toBe(
    "{{ .Name }} {{<server.port>}} \\\\<server.port> \\n",
  );
});

test("a value is never looked through for placeholders itself", () => {
  expect(fillTemplate("{{callback.secret}}", withValue("{{server.port}}$&"), "f")).toBe("{{server.port}}$&");
});

test.each([
  ["a\nb {{server.prt}}", "f.yaml, line 2: there is no placeholder {{server.prt}}. Did you mean {{server.port}}?"],
  ["{{ Server.Port }}", "f.yaml: there is no placeholder {{ Server.Port }}. Did you mean {{server.port}}?"],
  [
    "{{ range .Values.everything }}",
    "f.yaml: there is no placeholder {{ range .Values.everything }}. docs/harness-config.md lists",
  ],
  ["{{}}", "f.yaml: there is no placeholder {{}}. "],
  ["{{constructor}}", "f.yaml: there is no placeholder {{constructor}}. "],
  ["\n\n{{server.port\n}}", "f.yaml, line 3: {{ is not closed by }} on its line; write \\{{ for the two characters"],
])("%j is refused with line and near name, as text and as YAML", (text, sentence) => {
  for (const fill of [fillTemplate, fillYaml]) {
    expect(() => fill(text, VALUES, "f.yaml")).toThrow(UsageError);
    expect(() => fill(text, VALUES, "f.yaml")).toThrow(sentence);
  }
});

test("the names of a text are known before there are values", () => {
  expect(placeholdersIn("{{ server.port }} \\{{tracing}} {{workers}}", "f")).toEqual(
    new Set(["server.port", "workers"]),
  );
});

const YAML = `# {{callback.secret}} and {{nonsense}} in a comment
plain: {{callback.secret}} # why
inside: a {{callback.secret}} b
double: "a: {{callback.secret}}"
single: 'a: {{callback.secret}}'
block: |
  first {{callback.secret}}
  last
folded: >-
  {{callback.secret}}
list: [{{callback.secret}}, "{{callback.secret}}", x{{callback.secret}}]
deep: { a: [ { b: {{callback.secret}} } ] }
-: end
`;

test.each([
  ["plain"],
  ["root:x@tcp(127.0.0.1:3306)/toq?parseTime=true&loc=UTC"],
  ["a: b"],
  ['it\'s "quoted"'],
  ["x #y"],
  ["a, b] }"],
  ["- x"],
  ["&a *b !c %d @e `f"],
  ["back\\slash \\n"],
  ["two\nlines"],
  ["ends with:"],
  ["ünï ☃ 😀"],
])("in YAML the value %j stays one value wherever it stands", (value) => {
  const read = parse(fillYaml(YAML, withValue(value), "f"));
  expect(read).toEqual({
    plain: value,
    inside: `a ${value} b`,
    double: `a: ${value}`,
    single: `a: ${value}`,
    block: `first ${value}\nlast\n`,
    folded: value,
    list: [value, value, `x${value}`],
    deep: { a: [{ b: value }] },
    "-": "end",
  });
});

test("any value in quotes is that text, in YAML and in JSON", () => {
  const yaml = `a: "{{callback.secret}}"\nb: '{{callback.secret}}'\nc: end\n`;
  const json = `{"a": "{{callback.secret}}", "b": ["{{callback.secret}}"], "c": {{server.port}}}`;
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      expect(parse(fillYaml(yaml, withValue(value), "f"))).toEqual({ a: value, b: value, c: "end" });
      expect(JSON.parse(fillYaml(json, withValue(value), "f"))).toEqual({ a: value, b: [value], c: 8081 });
    }),
  );
});

test("without quotes a value is read as if it stood there, but an empty one is an empty text", () => {
  const read = (value: string) =>
    parse(fillYaml("a: {{callback.secret}}\nb: '{{callback.secret}}'\n", withValue(value), "f"));
  expect(read("8080")).toEqual({ a: 8080, b: "8080" });
  expect(read("true")).toEqual({ a: true, b: "true" });
  expect(read("")).toEqual({ a: "", b: "" });
});

test("everything but the placeholders stays, byte for byte, over several documents", () => {
  const yaml =
    "%YAML 1.2\n---\n# one {{server.port}} \\{{x}}\r\na:   {{server.port}}   # x\n\n\nb: [ 1,2 ,  {c: d} ]\n---\n- {{cloud.region}}\n...\n";
  const filled = fillYaml(yaml, { ...VALUES, "server.port": "80", "cloud.region": "r" }, "f");
  expect(filled).toBe(yaml.replace("a:   {{server.port}}", "a:   80").replace("- {{cloud.region}}", "- r"));
});

test("a name of a key is filled as well, and escaped braces are a text", () => {
  expect(parse(fillYaml('{{callback.secret}}: 1\na: \\{{x}}\nb: "\\{{x}}"\n', withValue("k: y"), "f"))).toEqual({
    "k: y": 1,
    a: "{{x}}",
    b: "{{x}}",
  });
});

test("the name of the file decides how it is filled", () => {
  const template = { kind: "template", text: "a: {{callback.secret}}", from: "f" } as const;
  expect(fillFile("configs/env.YAML", template, withValue("x: y"))).toBe('a: "x: y"');
  expect(fillFile("run.json", template, withValue("x: y"))).toBe('a: "x: y"');
  expect(fillFile("run.sh", template, withValue("x: y"))).toBe("a: x: y");
});
