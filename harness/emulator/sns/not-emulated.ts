import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of SNS that are refused by name. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [
  {
    reason: "there are no mobile phones",
    operations: [
      "CheckIfPhoneNumberIsOptedOut",
      "CreatePlatformApplication",
      "CreatePlatformEndpoint",
      "CreateSMSSandboxPhoneNumber",
      "DeleteEndpoint",
      "DeletePlatformApplication",
      "DeleteSMSSandboxPhoneNumber",
      "GetEndpointAttributes",
      "GetPlatformApplicationAttributes",
      "GetSMSAttributes",
      "GetSMSSandboxAccountStatus",
      "ListEndpointsByPlatformApplication",
      "ListOriginationNumbers",
      "ListPhoneNumbersOptedOut",
      "ListPlatformApplications",
      "ListSMSSandboxPhoneNumbers",
      "OptInPhoneNumber",
      "SetEndpointAttributes",
      "SetPlatformApplicationAttributes",
      "SetSMSAttributes",
      "VerifySMSSandboxPhoneNumber",
    ],
  },
  {
    reason: "queues and functions need no confirmation",
    operations: ["ConfirmSubscription"],
  },
  {
    reason: "policies of topics are not asked",
    operations: ["AddPermission", "RemovePermission"],
  },
  {
    reason: "data protection is not emulated",
    operations: ["GetDataProtectionPolicy", "PutDataProtectionPolicy"],
  },
];
