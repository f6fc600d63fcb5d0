import type { ParametersOf } from "../gateway/refusing-parameters.ts";
import type { KmsOperationName } from "./operation-names.ts";

/** Parameters of answered operations that are refused by name. */
export const REFUSED_PARAMETERS: ParametersOf<KmsOperationName> = {
  CreateKey: ["CustomKeyStoreId", "MultiRegion", "XksKeyId"],
  Decrypt: ["DryRunModifiers", "Recipient"],
  GenerateDataKey: ["Recipient"],
  GenerateRandom: ["CustomKeyStoreId", "Recipient"],
  ListKeys: ["ResourceOwners"],
  ReEncrypt: ["DryRunModifiers"],
};

/** Parameters that are kept, and answered where AWS answers them, and change nothing here. */
export const PARAMETERS_WITHOUT_EFFECT: ParametersOf<KmsOperationName> = {
  CreateKey: ["BypassPolicyLockoutSafetyCheck", "Policy"],
  Decrypt: ["GrantTokens"],
  DescribeKey: ["GrantTokens"],
  EnableKeyRotation: ["RotationPeriodInDays"],
  Encrypt: ["GrantTokens"],
  GenerateDataKey: ["GrantTokens"],
  GenerateDataKeyWithoutPlaintext: ["GrantTokens"],
  PutKeyPolicy: ["BypassPolicyLockoutSafetyCheck", "Policy"],
  ReEncrypt: ["GrantTokens"],
};
