import { expect, test } from "vitest";
import { requirePackages } from "./require-packages.ts";

const command = { code: { kind: "command", command: ["./zip"] }, environment: {} } as const;
const bootstrap = { code: { kind: "bootstrap", path: "/bin/zip" }, environment: {} } as const;

test("what a container would not hold is refused: a command, or several", () => {
  expect(() => requirePackages({ name: "mine", lambdas: { zip: command, callback: bootstrap } })).toThrow(
    "--backend localstack runs functions in a container: the Lambda zip of mine is a command of this machine. " +
      "Name a zip or a bootstrap, or leave out --backend.",
  );
  expect(() => requirePackages({ name: "mine", lambdas: { zip: command, callback: command } })).toThrow(
    "the Lambdas zip, callback of mine are commands of this machine.",
  );
});

test("packages are not, nor a system without Lambdas", () => {
  expect(() => requirePackages({ name: "mine", lambdas: { callback: bootstrap } })).not.toThrow();
  expect(() => requirePackages({ name: "mine", lambdas: {} })).not.toThrow();
});
