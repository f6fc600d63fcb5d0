import { expect, test } from "vitest";
import { exactValue } from "./exact-value.ts";

test.each([
  "null",
  '"a \\u003c b"',
  '{"b":18446744073709551615,"a":[1.0,-0,1e2,"\\u0026\\/","",true,false,null,{},[]]}',
  '{"__proto__":{"x":1.50}}',
])("%s is answered as it is", (text) => {
  expect(JSON.stringify(exactValue(text))).toBe(text);
});
