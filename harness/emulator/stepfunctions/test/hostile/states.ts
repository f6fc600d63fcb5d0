import fc from "fast-check";
import { FUNCTION_ARN } from "../run-machine.ts";
import { anyJson, type JsonText, jsonOf, objectText, quoted, scalar } from "./json-text.ts";
import { GOOD_EXPRESSIONS, GOOD_INTRINSICS, GOOD_PATHS, PLACES } from "./values.ts";

/** Fields of a state; a field that is absent half of the time is optional. */
export type FieldTexts = readonly (readonly [string, JsonText])[];

type Field = readonly [name: string, value: fc.Arbitrary<JsonText>];

/** Fields that are there, and fields that may be. */
function fields(always: readonly Field[], sometimes: readonly Field[] = []): fc.Arbitrary<FieldTexts> {
  const all = [
    ...always.map(([name, value]) => value.map((text) => [name, text] as const)),
    ...sometimes.map(([name, value]) =>
      fc.option(
        value.map((text) => [name, text] as const),
        { freq: 1 },
      ),
    ),
  ];
  return fc.tuple(...all).map((members) => members.filter((member) => member !== null));
}

const oneFieldOf = (...choices: Field[]): fc.Arbitrary<FieldTexts> =>
  fc.oneof(...choices.map((choice) => fields([choice])));
const both = (left: fc.Arbitrary<FieldTexts>, right: fc.Arbitrary<FieldTexts>): fc.Arbitrary<FieldTexts> =>
  fc.tuple(left, right).map((parts) => parts.flat());
const listOf = (element: fc.Arbitrary<JsonText>, minLength = 0): fc.Arbitrary<JsonText> =>
  fc.array(element, { minLength, maxLength: 2 }).map((elements) => `[${elements.join(",")}]`);
const NEVER_ALONE = fc.constantFrom('"E"', '"States.Timeout"', '"States.TaskFailed"', '"__proto__"');

const query = fc.constantFrom(...GOOD_PATHS, ...GOOD_INTRINSICS).map(quoted);
const path = fc.constantFrom(...GOOD_PATHS).map(quoted);
const place = fc.constantFrom(...PLACES, null).map(quoted);
/** Paths that find one value. */
const singlePath = fc.constantFrom("$", "$.a", "$.a.b[0]", "$.__proto__", "$v").map(quoted);
const literal = fc.constantFrom('"a"', '"$.a"', "0", "1.0", "true", "null", "12345678901234567890");
const template = jsonOf(literal, query);
const expression = fc.constantFrom(...GOOD_EXPRESSIONS).map((source) => quoted(`{% ${source} %}`));
const jsonata = jsonOf(fc.oneof(literal, expression));
/** `Assign` with names that are variables. */
const assign = (value: fc.Arbitrary<JsonText>): fc.Arbitrary<JsonText> =>
  fc.tuple(fc.constantFrom("v", "constructor", "__proto__"), value).map((member) => objectText([member]));

const retriers = listOf(
  fields(
    [["ErrorEquals", listOf(NEVER_ALONE, 1)]],
    [
      ["IntervalSeconds", fc.constantFrom("0", "1", "99999999")],
      ["MaxAttempts", fc.constantFrom("0", "2")],
      ["BackoffRate", fc.constantFrom("1.0", "1e3")],
      ["MaxDelaySeconds", fc.constantFrom("1", "31622400")],
      ["JitterStrategy", fc.constantFrom('"FULL"', '"NONE"')],
    ],
  ).map(objectText),
);

const catchers = (language: Language): fc.Arbitrary<JsonText> =>
  fc.constantFrom('["States.ALL"]', '["E"]').chain((names) =>
    fields(
      [
        ["ErrorEquals", fc.constant(names)],
        ["Next", fc.constant(quoted(NEXT))],
      ],
      language === "JSONPath" ? [["ResultPath", place]] : [["Output", jsonata]],
    ).map((catcher) => `[${objectText(catcher)}]`),
  );

/** Stands for the name of a later state; `renderGraph` puts the name in. */
export const NEXT = "<next>";

export type Language = "JSONPath" | "JSONata";

const rule: fc.Arbitrary<FieldTexts> = fc.letrec<{ rule: FieldTexts }>((tie) => {
  const inner = tie("rule").map(objectText);
  const operand: Field[] = [
    ["StringEquals", fc.constantFrom('"a"', '""')],
    ["StringMatches", fc.constantFrom('"*a*a*a*a*a*a*b"', '"\\\\"', '"*"')],
    ["NumericLessThan", fc.constantFrom("0", "1e308", "1.0")],
    ["TimestampEqualsPath", singlePath],
    ["IsPresent", fc.constantFrom("true", "false")],
    ["BooleanEquals", fc.constant("true")],
  ];
  return {
    rule: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      both(fields([["Variable", singlePath]]), oneFieldOf(...operand)),
      fields([["Not", inner]]),
      oneFieldOf(["And", listOf(inner, 1)], ["Or", listOf(inner, 1)]),
    ),
  };
}).rule;

/** A part of a definition that is told how the names of its states begin, so that no name is used twice. */
export type Named<T> = (prefix: string) => T;

/** States that AWS takes: hostile only in what they do. `graph` makes branches and item processors. */
export function goodState(language: Language, graph: fc.Arbitrary<Named<JsonText>>): fc.Arbitrary<Named<FieldTexts>> {
  const inJsonPath = language === "JSONPath";
  const value = inJsonPath ? template : jsonata;
  const flow: Field[] = inJsonPath
    ? [
        ["InputPath", path],
        ["OutputPath", path],
      ]
    : [["Output", jsonata]];
  const result: Field[] = inJsonPath
    ? [
        ["ResultPath", place],
        ["ResultSelector", template],
      ]
    : [];
  const assigned: Field = ["Assign", assign(value)];
  const call: Field[] = [...flow, ...result, assigned, ["Retry", retriers], ["Catch", catchers(language)]];
  const count = inJsonPath ? fc.constantFrom("0", "2") : fc.oneof(fc.constantFrom("0", "2"), expression);
  const typed = (type: string, ...parts: fc.Arbitrary<FieldTexts>[]): fc.Arbitrary<Named<FieldTexts>> =>
    fc.tuple(...parts).map((all) => () => [["Type", quoted(type)], ...all.flat()]);
  const condition = inJsonPath ? rule : fields([["Condition", fc.oneof(expression, fc.constant("true"))]]);
  const choices = listOf(
    condition.map((found) => objectText([...found, ["Next", quoted(NEXT)]])),
    1,
  );
  const payload = fc.tuple(value).map(([text]) =>
    objectText([
      ["FunctionName", '"work"'],
      ["Payload", text],
    ]),
  );
  return fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    typed("Pass", fields([], [...(inJsonPath ? PASS_FIELDS : []), ...flow, assigned])),
    typed("Wait", inJsonPath ? waitForPath : waitForExpression, fields([], flow)),
    typed("Choice", fields([["Choices", choices]], [["Default", fc.constant(quoted(NEXT))], ...flow])),
    typed(
      "Task",
      fields([
        ["Resource", resource],
        [inJsonPath ? "Parameters" : "Arguments", payload],
      ]),
      fields(
        [],
        [...call, ["TimeoutSeconds", fc.constantFrom("1", "99999999")], ["HeartbeatSeconds", fc.constant("1")]],
      ),
    ),
    typed("Fail", inJsonPath ? failByQuery : failByExpression),
    typed("Succeed", fields([], flow)),
    fc.tuple(fc.array(graph, { minLength: 1, maxLength: 2 }), fields([], call)).map(
      ([branches, more]): Named<FieldTexts> =>
        (prefix) => [
          ["Type", '"Parallel"'],
          ["Branches", `[${branches.map((branch, index) => branch(`${prefix}/${index}`)).join(",")}]`],
          ...more,
        ],
    ),
    fc
      .tuple(
        graph,
        fields(
          [],
          [
            ...call,
            inJsonPath ? ["ItemsPath", path] : ["Items", fc.oneof(expression, fc.constant("[1,{},[]]"))],
            ["ItemSelector", value],
            ["MaxConcurrency", count],
            ["ToleratedFailureCount", count],
          ],
        ),
      )
      .map(
        ([processor, more]): Named<FieldTexts> =>
          (prefix) => [["Type", '"Map"'], ["ItemProcessor", processor(`${prefix}/item`)], ...more],
      ),
  );
}

const resource = fc.constantFrom(FUNCTION_ARN, "arn:aws:states:::lambda:invoke").map(quoted);
const PASS_FIELDS: Field[] = [
  ["Result", anyJson],
  ["Parameters", template],
  ["ResultPath", place],
];
const waitForPath = oneFieldOf(
  ["Seconds", fc.constantFrom("0", "99999999")],
  ["SecondsPath", singlePath],
  ["TimestampPath", singlePath],
);
const waitForExpression = oneFieldOf(["Seconds", expression], ["Timestamp", expression]);
const failByQuery = fields(
  [],
  [
    ["ErrorPath", query],
    ["CausePath", query],
  ],
);
const failByExpression = fields(
  [],
  [
    ["Error", expression],
    ["Cause", expression],
  ],
);

/** States with fields of any type and any value. */
export const badState: fc.Arbitrary<FieldTexts> = fc.array(
  fc.tuple(
    fc.constantFrom(
      "Type",
      "Resource",
      "Parameters",
      "Arguments",
      "ResultPath",
      "Retry",
      "Catch",
      "Next",
      "End",
      "Choices",
      "Default",
      "Branches",
      "ItemProcessor",
      "Iterator",
      "ItemReader",
      "ItemBatcher",
      "ResultWriter",
      "Label",
      "Credentials",
      "QueryLanguage",
      "Assign",
      "Output",
      "Seconds",
      "Timestamp",
      "TimeoutSeconds",
      "MaxConcurrency",
      "States",
      "StartAt",
      "__proto__",
      "constructor",
    ),
    fc.oneof(fc.constantFrom('"Task"', '"Map"', '"Choice"', '"Parallel"', '"Wait"'), anyJson, scalar),
  ),
  { maxLength: 6 },
);
