import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of Secrets Manager that are refused by name. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [
  {
    reason: "nothing rotates secrets",
    operations: ["CancelRotateSecret", "RotateSecret"],
  },
  {
    reason: "secrets are not replicated",
    operations: [
      "AssociateCrossAccountReplica",
      "DisassociateCrossAccountReplica",
      "RemoveRegionsFromReplication",
      "ReplicateSecretToRegions",
      "StopReplicationToReplica",
    ],
  },
  {
    reason: "policies are kept and not looked at",
    operations: ["ValidateResourcePolicy"],
  },
  {
    reason: "there are no secrets of partners",
    operations: ["ListResourcePolicies"],
  },
];
