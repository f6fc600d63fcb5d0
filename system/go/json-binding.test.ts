import { expect, test } from "vitest";
import {
  decodeGoJson,
  type GoType,
  goBool,
  goInt,
  goInt64,
  goMap,
  goPointer,
  goRaw,
  goSlice,
  goString,
  goStruct,
  goUint8,
  goUint64,
} from "./json-binding.ts";

const errorType = goStruct("dto.CallbackError", { code: goString, details: goMap(goString) });
const bodyType = goStruct("dto.Body", {
  id: goInt64,
  big: goUint64,
  count: goInt,
  sequence: goUint8,
  name: goString,
  approve: goBool,
  metadata: goMap(goString),
  items: goSlice(goStruct("model.Item", { rawKey: goString, outputs: goMap(goString) })),
  error: goPointer(errorType),
  anything: goRaw,
});

function decode(text: string | Buffer, type: GoType<unknown> = bodyType): unknown {
  return decodeGoJson(Buffer.from(text), type).value;
}

function failure(text: string | Buffer, type: GoType<unknown> = bodyType): string {
  try {
    decode(text, type);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "no error";
}

const EMPTY = {
  id: 0,
  big: 0,
  count: 0,
  sequence: 0,
  name: "",
  approve: false,
  metadata: null,
  items: null,
  error: null,
  anything: undefined,
};

test("absent keys and null leave the zero value, unknown keys are ignored", () => {
  expect(decode("{}")).toEqual(EMPTY);
  expect(decode("null")).toEqual(EMPTY);
  expect(decode('{"name":null,"sequence":null,"metadata":null,"error":null,"other":[1]}')).toEqual(EMPTY);
});

test("keys match without regard to case, the exact spelling too; the last duplicate counts", () => {
  expect(decode('{"NAME":"a","Sequence":7}')).toMatchObject({ name: "a", sequence: 7 });
  expect(decode('{"name":"a","NAME":"b"}')).toMatchObject({ name: "b" });
});

test("only ASCII, the long s and the Kelvin sign fold", () => {
  const type = goStruct("dto.Keys", { kiss: goString });
  expect(decode('{"\u212aI\u017fS":"a"}', type)).toEqual({ kiss: "a" });
  expect(decode('{"k\u0131ss":"a"}', type)).toEqual({ kiss: "" });
});

test("a duplicate key decodes into what the first has left: objects and lists merge, null empties them", () => {
  expect(decode('{"metadata":{"a":"1","b":"2"},"METADATA":{"b":"3"}}')).toMatchObject({
    metadata: new Map([
      ["a", "1"],
      ["b", "3"],
    ]),
  });
  expect(decode('{"error":{"code":"x"},"error":{"details":{"a":"b"}}}')).toMatchObject({
    error: { code: "x", details: new Map([["a", "b"]]) },
  });
  expect(decode('{"items":[{"rawKey":"a"}],"items":[{},{"rawKey":null}]}')).toMatchObject({
    items: [{ rawKey: "a" }, { rawKey: "" }],
  });
  expect(decode('{"metadata":{"a":"1"},"metadata":null,"name":"a","name":null}')).toMatchObject({
    metadata: null,
    name: "a",
  });
});

test("10,000 levels are read, one more is refused", () => {
  const deep = (levels: number): string => `{"other":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  expect(decode(deep(9_999))).toEqual(EMPTY);
  expect(failure(deep(10_000))).toBe("invalid character '[' exceeded max depth");
});

test("only the first value is read", () => {
  expect(decode("null}")).toEqual(EMPTY);
  expect(decode('{"name":"a"} xyz')).toMatchObject({ name: "a" });
  expect(decode('{"name":"a"}{"x":')).toMatchObject({ name: "a" });
});

test("integers keep all digits", () => {
  expect(decode('{"big":18446744073709551615,"id":-9223372036854775808}')).toMatchObject({
    big: 18446744073709551615n,
    id: -9223372036854775808n,
  });
});

test("bytes that are no UTF-8 and lone surrogates are replaced one by one", () => {
  expect(decode(Buffer.from([...Buffer.from('{"name":"a'), 0xff, 0xe2, 0x82, ...Buffer.from('"}')]))).toMatchObject({
    name: "a\ufffd\ufffd\ufffd",
  });
  expect(decode('{"name":"\\ud800x\\ud83d\\ude00"}')).toMatchObject({ name: "\ufffdx😀" });
});

/** Texts as in the recordings of the real server (http-cur, http-ir), with other type names. */
test.each([
  ["", "EOF"],
  ["  \n", "EOF"],
  ["{", "unexpected EOF"],
  ['{"a"', "unexpected EOF"],
  ["[]", "json: cannot unmarshal array into Go value of type dto.Body"],
  ['"x"', "json: cannot unmarshal string into Go value of type dto.Body"],
  ['{"id":"28"}', "json: cannot unmarshal string into Go struct field Body.id of type int64"],
  ['{"id":1.5}', "json: cannot unmarshal number 1.5 into Go struct field Body.id of type int64"],
  ['{"big":1.31e2}', "json: cannot unmarshal number 1.31e2 into Go struct field Body.big of type uint64"],
  [
    '{"big":18446744073709551616}',
    "json: cannot unmarshal number 18446744073709551616 into Go struct field Body.big of type uint64",
  ],
  ['{"sequence":300}', "json: cannot unmarshal number 300 into Go struct field Body.sequence of type uint8"],
  ['{"sequence":-0}', "json: cannot unmarshal number -0 into Go struct field Body.sequence of type uint8"],
  ["12x", "json: cannot unmarshal number into Go value of type dto.Body"],
  ['{"sequence":-1}', "json: cannot unmarshal number -1 into Go struct field Body.sequence of type uint8"],
  ['{"name":5}', "json: cannot unmarshal number into Go struct field Body.name of type string"],
  ['{"approve":"true"}', "json: cannot unmarshal string into Go struct field Body.approve of type bool"],
  ['{"metadata":{"a":1}}', "json: cannot unmarshal number into Go struct field Body.metadata of type string"],
  ['{"items":{}}', "json: cannot unmarshal object into Go struct field Body.items of type []model.Item"],
  ['{"error":false}', "json: cannot unmarshal bool into Go struct field Body.error of type dto.CallbackError"],
  [
    '{"error":{"details":{"a":{"b":"c"}}}}',
    "json: cannot unmarshal object into Go struct field CallbackError.error.details of type string",
  ],
  ['{"name":1,"sequence":300}', "json: cannot unmarshal number into Go struct field Body.name of type string"],
])("%j fails with Go's words", (text, message) => {
  expect(failure(text)).toBe(message);
});

/** The scanner of Go's encoding/json; the first of them in the recording cb-trailing-text. */
test.each([
  ["x", "invalid character 'x' looking for beginning of value"],
  ["{]", "invalid character ']' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
  ["[1 2]", "invalid character '2' after array element"],
  ['{"a":0300}', "invalid character '3' after object key:value pair"],
  ["[-]", "invalid character ']' in numeric literal"],
  ["[1.]", "invalid character ']' after decimal point in numeric literal"],
  ["[1e]", "invalid character ']' in exponent of numeric literal"],
  ["tru!", "invalid character '!' in literal true (expecting 'e')"],
  ['"\n"', "invalid character '\\n' in string literal"],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ['"\\u00g0"', "invalid character 'g' in \\u hexadecimal character escape"],
])("the broken text %j is reported at its character", (text, message) => {
  expect(failure(text, goRaw)).toBe(message);
});

// As Go 1.26.8 said of each.
test.each([
  [0x00, "\\x00"],
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x0b, "\\v"],
  [0x0c, "\\f"],
  [0x1f, "\\x1f"],
  [0x23, "#"],
  [0x27, "\\'"],
  [0x5c, "\\\\"],
  [0x7e, "~"],
  [0x7f, "\\x7f"],
  [0x80, "\\u0080"],
  [0x9f, "\\u009f"],
  [0xa0, "\\u00a0"],
  [0xa1, "¡"],
  [0xac, "¬"],
  [0xad, "\\u00ad"],
  [0xae, "®"],
  [0xe9, "é"],
  [0xff, "ÿ"],
])("the byte %i where a value should be is quoted as '%s'", (byte, quoted) => {
  const words = `invalid character '${quoted}' looking for beginning of value`;
  expect(failure(Buffer.from([0x5b, byte]), goRaw)).toBe(words);
});

test("a text that ends in the midst of a string, an escape or a value is an unexpected end", () => {
  for (const text of ['"', '"a', '"\\', '"\\u00', "[", '{"a"', '{"a":', "tr", "-"])
    expect([text, failure(text, goRaw)]).toEqual([text, "unexpected EOF"]);
});
