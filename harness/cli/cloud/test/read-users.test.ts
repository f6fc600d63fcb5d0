import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readUsers } from "../read-users.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "users-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, "users.json");
  writeFileSync(path, text);
  return path;
}

test("users with and without an account of their own", () => {
  const ann = {
    accessKeyId: "ANN",
    secretAccessKey: "s",
    accountId: "111122223333",
    canonicalId: "ann",
    email: "a@b.example",
  };
  const users = readUsers(file(JSON.stringify([ann, { accessKeyId: "BEN", secretAccessKey: "t" }])));
  expect(users.credentials).toMatchObject([
    { accessKeyId: "ANN", secretAccessKey: "s", accountId: "111122223333", role: "administrator" },
    { accessKeyId: "BEN", accountId: expect.stringMatching(/^\d{12}$/) },
  ]);
  expect(users.owners).toMatchObject([
    { accountId: "111122223333", id: "ann", displayName: "ANN", email: "a@b.example" },
    { id: expect.stringMatching(/^[0-9a-f]{64}$/), displayName: "BEN" },
  ]);
});

test.each([
  ["{", "cannot be read as JSON"],
  ["[]", "the whole"],
  ['[{"accessKeyId": "A"}]', "0.secretAccessKey"],
  ['[{"accessKeyId": "A", "secretAccessKey": "s", "accountId": "7"}]', "0.accountId"],
])("%s is refused, and told why", (text, words) => {
  expect(() => readUsers(file(text))).toThrow(words);
});

test("a file that is not there is named", () => {
  expect(() => readUsers(join(folder, "none.json"))).toThrow(/--users: .*none\.json cannot be read/);
});
