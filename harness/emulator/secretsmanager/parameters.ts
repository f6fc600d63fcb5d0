import type { ParametersOf } from "../gateway/refusing-parameters.ts";
import type { SecretsManagerOperationName } from "./operation-names.ts";

/** Parameters of answered operations that are refused by name. */
export const REFUSED_PARAMETERS: ParametersOf<SecretsManagerOperationName> = {
  CreateSecret: ["AddReplicaRegions", "CrossAccountPrimaryARN", "ForceOverwriteReplicaSecret", "Type"],
  DeleteResourcePolicy: ["PolicyName"],
  GetResourcePolicy: ["PolicyName"],
  PutResourcePolicy: ["BlockPublicPolicy", "PolicyName"],
  PutSecretValue: ["RotationToken"],
  UpdateSecret: ["Type"],
};

/** Parameters that are kept, and answered where AWS answers them, and change nothing here. */
export const PARAMETERS_WITHOUT_EFFECT: ParametersOf<SecretsManagerOperationName> = {
  CreateSecret: ["KmsKeyId"],
  PutResourcePolicy: ["ResourcePolicy"],
  UpdateSecret: ["KmsKeyId"],
};
