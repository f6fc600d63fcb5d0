import type { ParametersOf } from "../gateway/refusing-parameters.ts";
import type { SsmOperationName } from "./operation-names.ts";

/** Parameters of answered operations that are refused by name. */
export const REFUSED_PARAMETERS: ParametersOf<SsmOperationName> = {
  DescribeParameters: ["Shared"],
  PutParameter: ["Policies"],
};

/** Parameters that are kept, and answered where AWS answers them, and change nothing here. */
export const PARAMETERS_WITHOUT_EFFECT: ParametersOf<SsmOperationName> = {
  PutParameter: ["KeyId"],
};
