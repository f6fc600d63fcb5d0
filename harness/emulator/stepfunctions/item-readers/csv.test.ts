import fc from "fast-check";
import { expect, test } from "vitest";
import { StateFailure } from "../execution/failure.ts";
import { readCsv } from "./csv.ts";

const rows = (text: string, delimiter = ",") =>
  readCsv(text, { delimiter, headers: undefined }, 100).map((row) => Object.fromEntries(row as Map<string, string>));

test("the first row is the header; surplus columns are left out and missing ones are empty", () => {
  expect(rows("a,b\n1,2,3\n4\n")).toEqual([
    { a: "1", b: "2" },
    { a: "4", b: "" },
  ]);
});

test("columns are in the order of a Java HashMap (recorded: test_map_item_reader_csv_headers_first_row_typed_headers)", () => {
  const [row] = readCsv("0,True,{}\nx,y,z\n", { delimiter: ",", headers: undefined }, 1);
  expect([...(row as Map<string, string>)]).toEqual([
    ["0", "x"],
    ["{}", "z"],
    ["True", "y"],
  ]);
});

test("quoted fields hold delimiters, line ends and doubled quotation marks", () => {
  expect(rows('a|b\r\n"1|\n2"|"say ""x"""\r\n', "|")).toEqual([{ a: "1|\n2", b: 'say "x"' }]);
});

test("the example of AWS's documentation (example-csv-parse-dist-map)", () => {
  const text =
    'abc,123,"This string contains commas, a double quotation marks (""), and a newline (\n)",{""MyKey"":""MyValue""},"[1,2,3]"\n';
  const headers = ["MyLetters", "MyNumbers", "MyString", "MyObject", "MyArray"];
  expect(Object.fromEntries(readCsv(text, { delimiter: ",", headers }, 10)[0] as Map<string, string>)).toEqual({
    MyLetters: "abc",
    MyNumbers: "123",
    MyString: 'This string contains commas, a double quotation marks ("), and a newline (\n)',
    MyObject: '{"MyKey":"MyValue"}',
    MyArray: "[1,2,3]",
  });
});

test("a backslash escapes itself, quotation marks and the delimiter, and is dropped before anything else", () => {
  expect(rows('path,note\nC:\\\\Program Files\\\\x,a\\,b\\c\\"\n')).toEqual([
    { path: "C:\\Program Files\\x", note: 'a,bc"' },
  ]);
});

test("a byte order mark and blank lines are no data", () => {
  expect(rows("\ufeffa\n1\n\n2")).toEqual([{ a: "1" }, { a: "2" }]);
});

test("whatever the file holds, its rows have the given columns and nothing else, or it cannot be read", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", ",", "|", '"', "\\", "\n", "\r", " ", "\ufdd0", "é"),
    maxLength: 60,
  });
  fc.assert(
    fc.property(
      text,
      fc.constantFrom(",", "|", ";", " ", "\t"),
      fc.integer({ min: 1, max: 5 }),
      (file, delimiter, maximum) => {
        try {
          const items = readCsv(file, { delimiter, headers: ["x", "__proto__"] }, maximum) as Map<string, string>[];
          expect(items.length).toBeLessThanOrEqual(maximum);
          for (const item of items) expect([...item.keys()].sort()).toEqual(["__proto__", "x"]);
        } catch (error) {
          expect(error).toBeInstanceOf(StateFailure);
        }
      },
    ),
  );
});
