import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalidParameter } from "../errors.ts";
import { DEFAULT_PASSWORD_CHARACTERS, MAXIMUM_PASSWORD_CHARACTERS, MINIMUM_PASSWORD_CHARACTERS } from "../limits.ts";
import type { SecretDirectory } from "../secret-directory.ts";

const flag = optional(z.boolean());
const schema = z.object({
  PasswordLength: optional(z.number().int().min(MINIMUM_PASSWORD_CHARACTERS).max(MAXIMUM_PASSWORD_CHARACTERS)),
  ExcludeCharacters: optional(z.string()),
  ExcludeNumbers: flag,
  ExcludePunctuation: flag,
  ExcludeUppercase: flag,
  ExcludeLowercase: flag,
  IncludeSpace: flag,
  RequireEachIncludedType: flag,
});

/** Of the world's chance (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html). */
export const getRandomPassword = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(schema, input);
    const { PasswordLength: length = DEFAULT_PASSWORD_CHARACTERS, ExcludeCharacters = "" } = given;
    const types = [
      given.ExcludeLowercase ? "" : "abcdefghijklmnopqrstuvwxyz",
      given.ExcludeUppercase ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      given.ExcludeNumbers ? "" : "0123456789",
      given.ExcludePunctuation ? "" : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
      given.IncludeSpace ? " " : "",
    ]
      .map((letters) => [...letters].filter((letter) => !ExcludeCharacters.includes(letter)))
      .filter((letters) => letters.length > 0);
    if (types.length === 0) throw invalidParameter("The password must have at least one character type.");
    const all = types.flat();
    const random = secrets.deps.random.stream("secretsmanager/password");
    const pick = (letters: readonly string[]) => letters[random.integer(letters.length)] ?? "";
    const password = Array.from({ length }, () => pick(all));
    if (given.RequireEachIncludedType !== false) requireEach(password, types, pick, (most) => random.integer(most));
    return { RandomPassword: password.join("") };
  });

/** Puts a letter of each type somewhere, each to a place of its own. */
function requireEach(
  password: string[],
  types: readonly (readonly string[])[],
  pick: (letters: readonly string[]) => string,
  place: (most: number) => number,
): void {
  if (password.length < types.length) {
    throw invalidParameter("The password length is too short to include each required type.");
  }
  const places = password.map((_, index) => index);
  for (const letters of types) {
    const [at = 0] = places.splice(place(places.length), 1);
    password[at] = pick(letters);
  }
}
