import fc from "fast-check";
import { expect, test } from "vitest";
import { type Address, formatAddress, PANEL_TABS, parseAddress } from "./address.ts";

const key = fc
  .string({ minLength: 1, unit: "grapheme" })
  .filter((text) => !/^\/|\/$|\/\//.test(text) && text.isWellFormed());
const address: fc.Arbitrary<Address> = fc.oneof(
  fc.record({ page: fc.constant("overview" as const), filter: fc.string() }),
  fc.record({
    page: fc.constant("scenario" as const),
    key,
    filter: fc.string(),
    event: fc.option(fc.nat(), { nil: undefined }),
    tab: fc.option(fc.constantFrom(...PANEL_TABS), { nil: undefined }),
  }),
  fc.record({
    page: fc.constant("diff" as const),
    key: fc.oneof(key, fc.constant("")),
    filter: fc.string(),
    departure: fc.option(fc.nat(), { nil: undefined }),
  }),
  fc.record({ page: fc.constant("incident" as const), key, filter: fc.string() }),
);

test("an address that is written is read again", () => {
  fc.assert(
    fc.property(address, (given) => {
      expect(parseAddress(formatAddress(given))).toEqual(given);
    }),
  );
});

test.each(["", "#", "#/", "#/scenario", "#/scenario/", "#/elsewhere/x", "#/incident"])("%s is the overview", (hash) => {
  expect(parseAddress(hash)).toEqual({ page: "overview", filter: "" });
});

test("a shortened or mistyped address still opens something", () => {
  expect(parseAddress("#/scenario/a%2/b?e=x&tab=nonsense")).toEqual({
    page: "scenario",
    key: "a%2/b",
    event: undefined,
    filter: "",
    tab: undefined,
  });
});
