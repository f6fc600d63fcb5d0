import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of KMS that are refused by name. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [
  {
    reason: "there are no key stores",
    operations: [
      "ConnectCustomKeyStore",
      "CreateCustomKeyStore",
      "DeleteCustomKeyStore",
      "DescribeCustomKeyStores",
      "DisconnectCustomKeyStore",
      "UpdateCustomKeyStore",
    ],
  },
  {
    reason: "there are no grants",
    operations: ["CreateGrant", "ListGrants", "ListRetirableGrants", "RetireGrant", "RevokeGrant"],
  },
  {
    reason: "keys are symmetric",
    operations: [
      "DeriveSharedSecret",
      "GenerateDataKeyPair",
      "GenerateDataKeyPairWithoutPlaintext",
      "GenerateMac",
      "GetPublicKey",
      "Sign",
      "Verify",
      "VerifyMac",
    ],
  },
  {
    reason: "no material is imported",
    operations: ["DeleteImportedKeyMaterial", "GetParametersForImport", "ImportKeyMaterial"],
  },
  {
    reason: "keys of one region alone",
    operations: ["ReplicateKey", "UpdatePrimaryRegion"],
  },
  {
    reason: "the material stays the same",
    operations: ["ListKeyRotations", "RotateKeyOnDemand"],
  },
  {
    reason: "symmetric keys and their aliases alone",
    operations: ["Decapsulate", "Encapsulate", "GetKeyLastUsage"],
  },
];
