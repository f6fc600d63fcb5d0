import { expect, test } from "vitest";
import { checkMessageAttributes, md5OfMessageAttributes, selectMessageAttributes } from "./message-attributes.ts";

const text = (StringValue: string, DataType = "String") => ({ StringValue, DataType });
const kenobi = { Hello: text("There"), General: text("Kenobi"), "Help.Me": text("Me") };

// Sums answered by AWS (LocalStack's recordings: test_receive_message_message_attribute_names_filters,
// test_message_body_and_attributes_passed_correctly, test_send_message_with_binary_attributes).
test("the MD5 of message attributes is the one AWS computes", () => {
  expect(md5OfMessageAttributes(kenobi)).toBe("4c360f3fdafd970e05fae2f149d997f5");
  expect(md5OfMessageAttributes({ Foo: text("Bar") })).toBe("ae7155c6026991b6d54b11589678bf9c");
  expect(
    md5OfMessageAttributes({
      Title: text("The Whistler"),
      Author: text("John Grisham"),
      WeeksOn: text("6", "Number"),
    }),
  ).toBe("d25a6aea97eb8f585bfa92d314504a92");
  const bytes = Buffer.from("traceparent\x1e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01");
  expect(md5OfMessageAttributes({ attr1: { BinaryValue: bytes.toString("base64"), DataType: "Binary" } })).toBe(
    "8cbe4db156db8a94db8b801b7addb984",
  );
  expect(md5OfMessageAttributes({})).toBeUndefined();
});

test("a filter selects as AWS does, and the MD5 is that of the selection", () => {
  const sum = (...names: string[]) => md5OfMessageAttributes(selectMessageAttributes(kenobi, names));
  expect(sum("All")).toBe("4c360f3fdafd970e05fae2f149d997f5");
  expect(sum(".*")).toBe("4c360f3fdafd970e05fae2f149d997f5");
  expect(sum("Hello", "General")).toBe("fca026605781cb4126a1e9044df24232");
  expect(sum("Hello", "Nobody")).toBe("a311262e065454b75da111d535b8dacd");
  expect(sum("Hel.*")).toBe("83fee93c1bcd8b9a5a923ffacdc636c7");
  expect(sum("Nobody")).toBeUndefined();
  expect(sum()).toBeUndefined();
});

test.each([
  ["type", { a: { StringValue: "x" } }, "The message attribute 'a' must contain a non-empty message attribute type."],
  ["value", { a: { DataType: "String", StringValue: "" } }, "must contain a non-empty value of type 'String'"],
  ["kind", { a: { DataType: "Text", StringValue: "x" } }, "The type of message (user) attribute 'a' is invalid."],
  ["number", { a: { DataType: "Number", StringValue: "one" } }, "Can't cast the value of message (user) attribute 'a'"],
  ["name", { "a..b": { DataType: "String", StringValue: "x" } }, "Message (user) attribute name 'a..b' is invalid."],
])("an attribute with a wrong %s is refused", (_, attributes, message) => {
  expect(() => checkMessageAttributes(attributes)).toThrow(message);
});

test("ten attributes are the most", () => {
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`a${index}`, text("x")]));
  expect(() => checkMessageAttributes(eleven)).toThrow(
    "Number of message attributes [11] exceeds the allowed maximum [10].",
  );
});
