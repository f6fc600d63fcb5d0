import { expect, test } from "vitest";
import { newNamespace } from "./namespace.ts";

const CANONICAL = { accountId: "123456789012", bucketName: "toq-listing-medias" };

test("a namespace has an account and a bucket of its own, and its keys name the account", () => {
  const [one, other] = [newNamespace(CANONICAL), newNamespace(CANONICAL)];
  expect(one.accountId).toMatch(/^\d{12}$/);
  expect(one.accountId).not.toBe(other.accountId);
  expect(one.bucketName).not.toBe(other.bucketName);
  expect(one.credentials.accessKeyId).toBe(one.accountId);
});

test("what is read back names the story's account and bucket, in every string of a value", () => {
  const { accountId, bucketName, canonicalText, canonicalValue } = newNamespace(CANONICAL);
  const arn = `arn:aws:states:us-east-1:${accountId}:execution:m:e`;
  expect(canonicalText(arn)).toBe("arn:aws:states:us-east-1:123456789012:execution:m:e");
  const at = new Date(0);
  expect(canonicalValue({ row: { arn, id: 7, at, none: null }, urls: [`http://x/${bucketName}/28/raw`] })).toEqual({
    row: { arn: "arn:aws:states:us-east-1:123456789012:execution:m:e", id: 7, at, none: null },
    urls: ["http://x/toq-listing-medias/28/raw"],
  });
});

test("a name of the story can be asked for again", () => {
  const { namespacedText, canonicalText } = newNamespace(CANONICAL);
  const arn = "arn:aws:states:us-east-1:123456789012:execution:m:e";
  expect(namespacedText(arn)).not.toBe(arn);
  expect(canonicalText(namespacedText(arn))).toBe(arn);
});
