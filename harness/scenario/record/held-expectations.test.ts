import { expect, test } from "vitest";
import type { World } from "../../world/world.ts";
import { expectationsOf, noteExpectations } from "./held-expectations.ts";

const placeOf = (error: unknown): string | undefined =>
  /held-expectations\.test\.ts/.test((error as Error).stack ?? "") ? "the story" : undefined;

/** As far as it is looked at: the events of a world. */
function worldOf(events: number): World {
  return { trace: { events: Array.from({ length: events }, (_, index) => ({ sequence: index + 1 })) } } as World;
}

function noted(story: (world: World) => void, events = 0) {
  const world = worldOf(events);
  const end = noteExpectations(world);
  try {
    story(world);
  } catch {
    // The one that breaks is no held one.
  } finally {
    end();
  }
  return expectationsOf(world, placeOf);
}

test("what held is noted with what was expected and found, its place and the last event before it", () => {
  const { expectations } = noted(() => {
    expect({ a: 1, b: 2 }).toMatchObject({ a: expect.any(Number) });
    expect("x").not.toBe("y");
  }, 3);
  expect(expectations).toEqual([
    {
      matcher: "toMatchObject",
      expected: '{"a":"Any Number"}',
      found: '{"a":1,"b":2}',
      place: "the story",
      sequence: 3,
    },
    { matcher: "not.toBe", expected: '"y"', found: '"x"', place: "the story", sequence: 3 },
  ]);
});

test("what breaks is not, and neither is what is expected outside of a story", () => {
  const { expectations } = noted(() => {
    expect(1).toBe(1);
    expect(1).toBe(2);
  });
  expect(expectations).toHaveLength(1);
  expect(noted(() => {}).expectations).toEqual([]);
});

test("what a promise came to is noted when it has", async () => {
  const world = worldOf(0);
  const end = noteExpectations(world);
  await expect(Promise.resolve(7)).resolves.toBe(7);
  await expect(Promise.reject(new Error("no"))).rejects.toThrow("no");
  end();
  const { expectations } = expectationsOf(world, () => undefined);
  expect(expectations.map(({ matcher, found }) => [matcher, found])).toEqual([
    ["toBe", "7"],
    ["toThrow", '"Error: no"'],
  ]);
});

test("only so many are kept, and further ones counted", () => {
  const { expectations, moreExpectations } = noted(() => {
    for (let count = 0; count < 503; count++) expect(count).toBe(count);
  });
  expect([expectations.length, moreExpectations]).toEqual([500, 3]);
});
