import { expect, test } from "vitest";
import { inMachineRoom, MACHINE } from "../test/machine-room.ts";

const tag = (key: string, value = "value") => ({ key, value });

// Recorded: test_tag_state_machine.
test.each([
  [[], []],
  [[tag("key1", "value1")], [tag("key1", "value1")]],
  [[tag("key1", "")], [tag("key1", "")]],
  [[tag("key1", "1"), tag("key1", "2")], [tag("key1", "2")]],
  [
    [tag("key1"), tag("key2")],
    [tag("key1"), tag("key2")],
  ],
])("tags %j are %j", (tags, listed) =>
  inMachineRoom(async (ask) => {
    expect(await ask("TagResource", { resourceArn: MACHINE, tags })).toEqual({});
    expect(await ask("ListTagsForResource", { resourceArn: MACHINE })).toEqual({ tags: listed });
  }),
);

// Recorded: test_untag_state_machine.
test.each([
  [[], [tag("key1")]],
  [["key1"], []],
  [["key1", "key1"], []],
  [["key1", "key2"], []],
])("without %j there are %j left", (tagKeys, listed) =>
  inMachineRoom(
    async (ask) => {
      expect(await ask("UntagResource", { resourceArn: MACHINE, tagKeys })).toEqual({});
      expect(await ask("ListTagsForResource", { resourceArn: MACHINE })).toEqual({ tags: listed });
    },
    { tags: [tag("key1")] },
  ),
);

const invalid = (value: string, at: string, rule: string): string =>
  `ValidationException: 1 validation error detected: Value ${value} at '${at}' failed to satisfy constraint: Member must ${rule}`;
test.each([
  [undefined, invalid("null", "tags", "not be null")],
  [[tag("")], invalid("''", "tags.1.member.key", "have length greater than or equal to 1")],
  [
    [tag("a"), tag("k".repeat(129))],
    invalid(`'${"k".repeat(129)}'`, "tags.2.member.key", "have length less than or equal to 128"),
  ],
  [
    [tag("a", "v".repeat(257))],
    invalid(`'${"v".repeat(257)}'`, "tags.1.member.value", "have length less than or equal to 256"),
  ],
  // Recorded by third parties.
  [[tag("aws:own")], "AccessDeniedException: Caller is an end user and not allowed to mutate system tags"],
  [Array.from({ length: 51 }, (_, index) => tag(`key${index}`)), "TooManyTags: A resource can have at most 50 tags."],
])("TagResource refuses %j", (tags, refusal) =>
  inMachineRoom(async (ask) => {
    expect(await ask("TagResource", { resourceArn: MACHINE, tags })).toBe(refusal);
    expect(await ask("ListTagsForResource", { resourceArn: MACHINE })).toEqual({ tags: [] });
  }),
);

test("only what exists carries tags; a version can be asked, but not tagged (recorded: test_tag_state_machine_version)", () =>
  inMachineRoom(
    async (ask) => {
      const version = `${MACHINE}:1`;
      expect(await ask("ListTagsForResource", { resourceArn: version })).toEqual({ tags: [] });
      expect(await ask("TagResource", { resourceArn: version, tags: [] })).toBe(
        `ResourceNotFound: Resource not found: '${version}'`,
      );
      for (const [operation, more] of [
        ["TagResource", { tags: [] }],
        ["UntagResource", { tagKeys: [] }],
        ["ListTagsForResource", {}],
      ] as const) {
        expect(await ask(operation, { resourceArn: `${MACHINE}x`, ...more })).toBe(
          `ResourceNotFound: Resource not found: '${MACHINE}x'`,
        );
        expect(await ask(operation, { resourceArn: "machine", ...more })).toBe(
          "InvalidArn: Invalid Arn: 'Invalid ARN prefix: machine'",
        );
      }
    },
    { publish: true },
  ));

test("an activity is tagged when it is created and afterwards; with it go its tags", () =>
  inMachineRoom(async (ask) => {
    const { activityArn } = (await ask("CreateActivity", { name: "work", tags: [tag("a", "1")] })) as {
      activityArn: string;
    };
    await ask("TagResource", { resourceArn: activityArn, tags: [tag("b", "2")] });
    expect(await ask("ListTagsForResource", { resourceArn: activityArn })).toEqual({
      tags: [tag("a", "1"), tag("b", "2")],
    });
    await ask("DeleteActivity", { activityArn });
    await ask("CreateActivity", { name: "work" });
    expect(await ask("ListTagsForResource", { resourceArn: activityArn })).toEqual({ tags: [] });
  }));
