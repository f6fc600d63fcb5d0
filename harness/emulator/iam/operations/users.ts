import { secretKey } from "../../gateway/account-ids.ts";
import type { QueryMembers } from "../../gateway/query-members.ts";
import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import type { RoomCall } from "../../room.ts";
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity, validationError } from "../errors.ts";
import type { IamState, User } from "../iam-state.ts";
import { describeTags, entityName, optionalText, page, tagsOf, text } from "../input.ts";
import { MAXIMUM_ACCESS_KEYS } from "../limits.ts";

function describeUser(user: User, whole: boolean): XmlElement {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: new Date(user.createdAtMs).toISOString(),
    Tags: whole && user.tags.size > 0 ? describeTags(user.tags) : undefined,
  };
}

/** Users and their access keys (https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html). */
export const userOperations = (state: IamState) => {
  /** Without a name it is the caller, if that is a user. */
  const named = (input: QueryMembers, { principal }: RoomCall): User => {
    const name = optionalText(input.UserName) ?? /:user\/(?:.*\/)?([^/]+)$/.exec(principal.arn ?? "")?.[1];
    if (name === undefined) throw validationError("Must specify userName when calling with non-User credentials");
    return state.user(name);
  };

  return {
    CreateUser: {
      perform(input, { principal }) {
        const name = entityName(input, "UserName");
        if (state.users.has(name)) throw alreadyExists(`User with name ${name} already exists.`);
        const accountId = principal.accountId ?? state.dependencies.accountId;
        const path = optionalText(input.Path) ?? "/";
        const user: User = {
          kind: "user",
          name,
          path,
          accountId,
          id: state.newId("AIDA"),
          arn: `arn:aws:iam::${accountId}:user${path}${name}`,
          createdAtMs: state.nowMs,
          inlinePolicies: new Map(),
          attachedPolicies: new Set(),
          tags: tagsOf(input.Tags),
          accessKeys: [],
        };
        state.users.set(name, user);
        state.register(user);
        return { User: describeUser(user, true) };
      },
    },
    GetUser: { perform: (input, call) => ({ User: describeUser(named(input, call), true) }) },
    ListUsers: {
      perform: (input) =>
        page(
          input,
          "Users",
          [...state.users.values()]
            .filter(({ path }) => path.startsWith(optionalText(input.PathPrefix) ?? "/"))
            .map((user) => describeUser(user, false)),
        ),
    },
    DeleteUser: {
      perform(input) {
        const user = state.user(text(input, "UserName"));
        if (user.attachedPolicies.size > 0) {
          throw deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (user.inlinePolicies.size > 0) throw deleteConflict("Cannot delete entity, must delete policies first.");
        if (user.accessKeys.length > 0) throw deleteConflict("Cannot delete entity, must delete access keys first.");
        state.users.delete(user.name);
        state.issued.policies.remove(user.name);
        return undefined;
      },
    },
    CreateAccessKey: {
      perform(input, call) {
        const user = named(input, call);
        if (user.accessKeys.length >= MAXIMUM_ACCESS_KEYS) {
          throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${MAXIMUM_ACCESS_KEYS}`);
        }
        const accessKeyId = state.newId("AKIA");
        const secretAccessKey = secretKey(state.dependencies.random.stream("iam/secret"));
        const { arn, id: userId, accountId } = user;
        state.issued.issue({ accessKeyId, secretAccessKey, role: user.name, arn, userId, accountId });
        user.accessKeys.push({ accessKeyId, createdAtMs: state.nowMs });
        const CreateDate = new Date(state.nowMs).toISOString();
        return {
          AccessKey: {
            UserName: user.name,
            AccessKeyId: accessKeyId,
            Status: "Active",
            SecretAccessKey: secretAccessKey,
            CreateDate,
          },
        };
      },
    },
    ListAccessKeys: {
      perform(input, call) {
        const user = named(input, call);
        const keys = user.accessKeys.map(({ accessKeyId, createdAtMs }) => ({
          UserName: user.name,
          AccessKeyId: accessKeyId,
          Status: "Active",
          CreateDate: new Date(createdAtMs).toISOString(),
        }));
        return page(input, "AccessKeyMetadata", keys);
      },
    },
    DeleteAccessKey: {
      perform(input, call) {
        const user = named(input, call);
        const id = text(input, "AccessKeyId");
        const index = user.accessKeys.findIndex(({ accessKeyId }) => accessKeyId === id);
        if (index < 0) throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
        user.accessKeys.splice(index, 1);
        state.issued.revoke(id);
        return undefined;
      },
    },
  } satisfies Record<string, QueryOperation>;
};
