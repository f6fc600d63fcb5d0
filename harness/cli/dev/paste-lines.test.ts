import { expect, test } from "vitest";
import { type RevisionName, System } from "../../../system/revisions.ts";
import { pasteSections, pasteText } from "./paste-lines.ts";

function sections(revision: RevisionName, clock: "real" | "virtual" = "real", samples = "/tmp/samples") {
  return pasteSections({
    system: new System(revision),
    serverUrl: "http://127.0.0.1:8080",
    cloudUrl: "http://127.0.0.1:4566",
    accountId: "000000000000",
    region: "us-east-1",
    database: { host: "127.0.0.1", port: 13306, user: "root", password: "", name: "toq" },
    samples,
    clock,
  });
}
const titles = (revision: RevisionName, clock?: "real" | "virtual") =>
  sections(revision, clock).map(({ title }) => title);

test("a revision has the lines that its server and cloud know", () => {
  expect(titles("fixed")).toContain("The owner signs in and approves");
  expect(titles("incident")).not.toContain("The owner signs in and approves");
  expect(titles("incident")).toContain("Asks for the ZIP, which never came to be that night");
  expect(pasteText(sections("current"))).toContain("listing-media-finalization-sm-staging");
  // D2: that night there was no machine for the ZIP.
  expect(pasteText(sections("incident"))).not.toContain("listing-media-finalization-sm-staging");
});

test("the clock has lines only where it can be put forward", () => {
  expect(titles("fixed").some((title) => title.startsWith("Time goes on"))).toBe(false);
  expect(titles("fixed", "virtual").some((title) => title.startsWith("Time goes on"))).toBe(true);
});

test("every call of the AWS CLI names the endpoint, so that none reaches AWS", () => {
  const calls = pasteText(sections("fixed")).match(/^ +aws .*$/gm) ?? [];
  expect(calls.length).toBeGreaterThan(3);
  for (const call of calls) expect(call).toContain(" --endpoint-url http://127.0.0.1:4566 ");
});

test("a folder with blanks and quotes is quoted", () => {
  const [words] = sections("fixed", "real", "/tmp/o'neill's files");
  expect(words?.lines[0]).toContain(`W='/tmp/o'\\''neill'\\''s files'`);
});
