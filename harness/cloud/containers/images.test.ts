import { expect, test } from "vitest";
import { EnvironmentError } from "../../support/environment-error.ts";
import { localStackImage, mySqlImage } from "./images.ts";

test("images are pinned and can be set", () => {
  expect([localStackImage({}), mySqlImage({})]).toEqual(["localstack/localstack:4.14.0", "mysql:8.4"]);
  expect(mySqlImage({ MYSQL_IMAGE: "mysql:9.4" })).toBe("mysql:9.4");
});

test.each([
  "localstack/localstack:4.13.1",
  "localstack/localstack:3",
  "registry.example/localstack/localstack:2026.3.0",
])("%s needs no account, as far as can be known", (image) => {
  expect(localStackImage({ LOCALSTACK_IMAGE: image })).toBe(image);
});

test.each([
  "localstack/localstack",
  "localstack/localstack:latest",
  "localstack/localstack:4.15.0",
  "docker.io/localstack/localstack:2026.3.0",
  "localstack/localstack-pro:4.14.0",
])("%s needs an account", (image) => {
  expect(() => localStackImage({ LOCALSTACK_IMAGE: image })).toThrow(EnvironmentError);
  expect(localStackImage({ LOCALSTACK_IMAGE: image, LOCALSTACK_AUTH_TOKEN: "ls-1" })).toBe(image);
});
