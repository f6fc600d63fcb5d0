import { expect, test } from "vitest";
import { isAction } from "../access/policy-actions.ts";
import { LOADED_ACTIONS } from "../further-operations.ts";
import { OPERATIONS } from "../operations/index.ts";

test("every operation's action may stand in a policy", () => {
  const own = Object.values(OPERATIONS).flatMap(({ action, versionAction = action }) => [action, versionAction]);
  const versions = Object.values(LOADED_ACTIONS).map((action) =>
    action.replace(/^(Get|Put|Delete)Object(Acl|Tagging)$/, "$1ObjectVersion$2"),
  );
  const all = [...own, ...Object.values(LOADED_ACTIONS), ...versions];
  expect(all.filter((action) => !isAction(`s3:${action}`))).toEqual([]);
});

test.each([
  "*",
  "s3:*",
  "S3:getobject",
  "s3:Get*",
  "s3:GetAccessPoint",
  "s3:PutStorageLensConfiguration",
  "s3-outposts:X",
])("%s is an action", (action) => {
  expect(isAction(action)).toBe(true);
});

test.each(["s3:HeadObject", "s3:GetObjects", "s3:ListObjects", "s3:", "ec2:RunInstances", "GetObject"])(
  "%s is none",
  (action) => {
    expect(isAction(action)).toBe(false);
  },
);
