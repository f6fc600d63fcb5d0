import type { JsonOperation } from "../../gateway/json-protocol.ts";
import type { StepFunctionsService } from "../service.ts";
import { checkTestState } from "../test-state/check-test-state.ts";
import { runTestState } from "../test-state/run-test-state.ts";
import { findStateUnderTest } from "../test-state/state-under-test.ts";
import { parseTestStateRequest } from "../test-state/test-state-request.ts";

/** Runs one state of a definition, for real or with a mocked result, and shows its data flow. */
export function testState(service: StepFunctionsService): JsonOperation {
  return {
    resource: () => ({ arn: "*", label: "" }),
    async perform(input) {
      const request = parseTestStateRequest(input);
      const tested = findStateUnderTest(request.definition, request.stateName, request.mock !== undefined);
      checkTestState(request, tested.state);
      return runTestState(service, request, tested);
    },
  };
}
