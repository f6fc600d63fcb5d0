import type { QueryMembers } from "../../gateway/query-members.ts";
import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { IamState } from "../iam-state.ts";
import { page, tagsOf, text } from "../input.ts";

const operations = (find: (input: QueryMembers) => { readonly tags: Map<string, string> }) => ({
  tag: {
    perform(input) {
      const { tags } = find(input);
      for (const [key, value] of tagsOf(input.Tags)) tags.set(key, value);
      return undefined;
    },
  } satisfies QueryOperation,
  untag: {
    perform(input) {
      const { tags } = find(input);
      for (const key of Array.isArray(input.TagKeys) ? input.TagKeys : []) tags.delete(String(key));
      return undefined;
    },
  } satisfies QueryOperation,
  list: {
    perform: (input) =>
      page(
        input,
        "Tags",
        [...find(input).tags].map(([Key, Value]) => ({ Key, Value })),
      ),
  } satisfies QueryOperation,
});

/** Tags of roles, users and policies. */
export const tagOperations = (state: IamState) => {
  const role = operations((input) => state.role(text(input, "RoleName")));
  const user = operations((input) => state.user(text(input, "UserName")));
  const policy = operations((input) => state.policy(text(input, "PolicyArn")));
  return {
    TagRole: role.tag,
    UntagRole: role.untag,
    ListRoleTags: role.list,
    TagUser: user.tag,
    UntagUser: user.untag,
    ListUserTags: user.list,
    TagPolicy: policy.tag,
    UntagPolicy: policy.untag,
    ListPolicyTags: policy.list,
  } satisfies Record<string, QueryOperation>;
};
