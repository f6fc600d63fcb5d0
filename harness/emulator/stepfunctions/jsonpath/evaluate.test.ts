import { expect, test } from "vitest";
import { RuntimeFailure } from "../execution/failure.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { parsePathQuery } from "../query/parse.ts";
import { evaluatePath, PathNotFound } from "./evaluate.ts";
import { putAtPath } from "./reference-path.ts";
import { PathSyntaxError } from "./text-cursor.ts";

const STORE = parseJson(
  '{"book":[{"title":"a","price":8,"isbn":"1"},{"title":"b","price":12.5},{"title":"c","price":30,"isbn":"3"}],"bike":{"price":20},"a.b":1,"nothing":null}',
);

const find = (path: string): string => writeJson(evaluatePath(parsePathQuery(path).path, STORE));

test.each([
  ["$.bike.price", "20"],
  ["$['bike']['price']", "20"],
  ["$['a.b']", "1"],
  ["$.a\\.b", "1"],
  ["$.nothing", "null"],
  ["$.book[0].title", '"a"'],
  ["$.book[-1].title", '"c"'],
  ["$.book[0,2].title", '["a","c"]'],
  ["$.book[1:].title", '["b","c"]'],
  ["$.book[:-1].title", '["a","b"]'],
  ["$.book[*].price", "[8,12.5,30]"],
  ["$.bike.*", "[20]"],
  ["$..price", "[8,12.5,30,20]"],
  ["$.book[?(@.isbn)].title", '["a","c"]'],
  ["$.book[?(@.price > 10 && @.title != 'c')].title", '["b"]'],
  ["$.book[?(@.price < $.bike.price || !(@.isbn))].title", '["a","b"]'],
  ["$.book[?(@.title in ['a', 'c'])].price", "[8,30]"],
  ["$.book[?(@.title =~ /[BC]/i)].price", "[12.5,30]"],
  ["$.book[5:]", "[]"],
  ["$.book[?(@.title =~ /(?:a|b)/ || @.price == 30.0)].price", "[8,12.5,30]"],
  ["$.book[?(@.title contains 'a')].price", "[8]"],
  ["$.book[?(@.title anyof ['a'])].price", "[]"],
  ["$.book[?(!(@.price >= 10))].title", '["a"]'],
  ["$..[?(@.price > 20)].title", '["c"]'],
  // Documented: `@` does not match scalars.
  ["$.book[*].price[?(@ > 1)]", "[]"],
  ["$.none.such[*].at", "[]"],
])("%s → %s", (path, found) => {
  expect(find(path)).toBe(found);
});

// "Missing property" is recorded (test_catch_states_runtime).
test.each([
  ["$.no.such.path", "Missing property in path $['no']"],
  ["$.bike.color", "No results for path: $['bike']['color']"],
  ["$.book[9]", "No results for path: $['book'][9]"],
  // AWS takes such a path and then finds nothing (quoted by users).
  ["$.bike.length()", "No results for path: $['bike']['length()']"],
])("%s is missing: %s", (path, message) => {
  expect(() => find(path)).toThrow(new PathNotFound(message));
});

test.each(["$.", "$[", "$['a", "$.a b", "$.a[?(@.b]", "$.a[x]", "a.b", "$.a[?(@.b =~ /(/)]"])(
  "%s is no path",
  (path) => {
    expect(() => parsePathQuery(path)).toThrow(PathSyntaxError);
  },
);

test("ResultPath makes missing objects, keeps the rest and the document it was given", () => {
  const put = (path: string, document: string): string | undefined => {
    const changed = putAtPath(parsePathQuery(path).path, parseJson(document), 1);
    return changed === undefined ? undefined : writeJson(changed);
  };
  expect(put("$.a.b.c", '{"x":0}')).toBe('{"x":0,"a":{"b":{"c":1}}}');
  expect(put("$.a", '{"a":2,"b":3}')).toBe('{"a":1,"b":3}');
  expect(put("$.a[1]", '{"a":[5,6]}')).toBe('{"a":[5,1]}');
  expect(put("$.a[2]", '{"a":[5,6]}')).toBeUndefined();
  expect(put("$.a.b", '{"a":"text"}')).toBeUndefined();
  expect(put("$.a", "[]")).toBeUndefined();
});

test("a path that names more nodes than anyone can hold fails, and so does a regular expression without end", () => {
  const deep = parseJson(`${"[".repeat(300)}${"]".repeat(300)}`);
  expect(() => evaluatePath(parsePathQuery("$..*..*..*..*").path, deep)).toThrow(RuntimeFailure);
  const text = parseJson(`[{"a":"${"a".repeat(40)}!"}]`);
  expect(() => evaluatePath(parsePathQuery("$[?(@.a =~ /(a+)+/)]").path, text)).toThrow(RuntimeFailure);
});
