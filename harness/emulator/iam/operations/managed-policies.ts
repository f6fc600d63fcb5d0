import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from "../errors.ts";
import type { IamState, ManagedPolicy, PolicyVersion } from "../iam-state.ts";
import {
  describeTags,
  encodedDocument,
  entityName,
  optionalText,
  page,
  policyDocument,
  tagsOf,
  text,
} from "../input.ts";
import { MAXIMUM_POLICY_VERSIONS } from "../limits.ts";

function describePolicy(state: IamState, policy: ManagedPolicy, whole: boolean): XmlElement {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: state.attachments(policy.arn),
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    Description: whole ? policy.description : undefined,
    CreateDate: new Date(policy.createdAtMs).toISOString(),
    UpdateDate: new Date(policy.versions.at(-1)?.createdAtMs ?? policy.createdAtMs).toISOString(),
    Tags: whole && policy.tags.size > 0 ? describeTags(policy.tags) : undefined,
  };
}

function describeVersion(policy: ManagedPolicy, version: PolicyVersion, withDocument: boolean): XmlElement {
  return {
    Document: withDocument ? encodedDocument(version.document) : undefined,
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: new Date(version.createdAtMs).toISOString(),
  };
}

/** Managed policies and their versions (https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html). */
export const managedPolicyOperations = (state: IamState) => {
  const versionOf = (policy: ManagedPolicy, id: string): PolicyVersion => {
    const version = policy.versions.find((candidate) => candidate.id === id);
    if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
    return version;
  };
  return {
    CreatePolicy: {
      perform(input, { principal }) {
        const name = entityName(input, "PolicyName");
        const path = optionalText(input.Path) ?? "/";
        const arn = `arn:aws:iam::${principal.accountId ?? state.dependencies.accountId}:policy${path}${name}`;
        if (state.policies.has(arn)) {
          throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
        }
        const createdAtMs = state.nowMs;
        const policy: ManagedPolicy = {
          name,
          path,
          arn,
          id: state.newId("ANPA"),
          description: optionalText(input.Description),
          createdAtMs,
          versions: [{ id: "v1", document: policyDocument(input, "PolicyDocument"), createdAtMs }],
          defaultVersionId: "v1",
          versionCount: 1,
          tags: tagsOf(input.Tags),
        };
        state.policies.set(arn, policy);
        return { Policy: describePolicy(state, policy, true) };
      },
    },
    GetPolicy: {
      perform: (input) => ({ Policy: describePolicy(state, state.policy(text(input, "PolicyArn")), true) }),
    },
    ListPolicies: {
      perform: (input) =>
        page(
          input,
          "Policies",
          [...state.policies.values()]
            .filter(({ path }) => path.startsWith(optionalText(input.PathPrefix) ?? "/"))
            .filter(({ arn }) => optionalText(input.OnlyAttached) !== "true" || state.attachments(arn) > 0)
            .filter(() => optionalText(input.Scope) !== "AWS")
            .map((policy) => describePolicy(state, policy, false)),
        ),
    },
    DeletePolicy: {
      perform(input) {
        const policy = state.policy(text(input, "PolicyArn"));
        if (state.attachments(policy.arn) > 0) {
          throw deleteConflict("Cannot delete a policy attached to entities.");
        }
        if (policy.versions.length > 1) {
          throw deleteConflict(
            "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
          );
        }
        state.policies.delete(policy.arn);
        return undefined;
      },
    },
    CreatePolicyVersion: {
      perform(input) {
        const policy = state.policy(text(input, "PolicyArn"));
        const document = policyDocument(input, "PolicyDocument");
        if (policy.versions.length >= MAXIMUM_POLICY_VERSIONS) {
          throw limitExceeded(
            "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
          );
        }
        const version = { id: `v${++policy.versionCount}`, document, createdAtMs: state.nowMs };
        policy.versions.push(version);
        if (optionalText(input.SetAsDefault) === "true") policy.defaultVersionId = version.id;
        return { PolicyVersion: describeVersion(policy, version, false) };
      },
    },
    GetPolicyVersion: {
      perform(input) {
        const policy = state.policy(text(input, "PolicyArn"));
        return { PolicyVersion: describeVersion(policy, versionOf(policy, text(input, "VersionId")), true) };
      },
    },
    ListPolicyVersions: {
      perform(input) {
        const policy = state.policy(text(input, "PolicyArn"));
        const versions = policy.versions.toReversed().map((version) => describeVersion(policy, version, false));
        return page(input, "Versions", versions);
      },
    },
    DeletePolicyVersion: {
      perform(input) {
        const policy = state.policy(text(input, "PolicyArn"));
        const version = versionOf(policy, text(input, "VersionId"));
        if (version.id === policy.defaultVersionId) {
          throw deleteConflict("Cannot delete the default version of a policy.");
        }
        policy.versions.splice(policy.versions.indexOf(version), 1);
        return undefined;
      },
    },
  } satisfies Record<string, QueryOperation>;
};
