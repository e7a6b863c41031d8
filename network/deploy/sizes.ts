// SPDX-License-Identifier: Apache-2.0

/** What one container may take: what it is given at least, and what it never goes beyond. */
export interface Size {
  readonly cpuRequest: string;
  readonly cpuLimit: string;
  readonly memoryRequest: string;
  readonly memoryLimit: string;
}

/** Sizes for some hundred transactions a second; docs/guides/deploy.md argues them. */
export const SIZES = {
  peer: { cpuRequest: "0.5", cpuLimit: "2", memoryRequest: "512Mi", memoryLimit: "2Gi" },
  orderer: { cpuRequest: "0.25", cpuLimit: "1", memoryRequest: "256Mi", memoryLimit: "1Gi" },
  ca: { cpuRequest: "0.05", cpuLimit: "0.5", memoryRequest: "64Mi", memoryLimit: "256Mi" },
  chaincode: { cpuRequest: "0.25", cpuLimit: "1", memoryRequest: "256Mi", memoryLimit: "768Mi" },
  gateway: { cpuRequest: "0.25", cpuLimit: "1", memoryRequest: "256Mi", memoryLimit: "768Mi" },
  postgres: { cpuRequest: "0.25", cpuLimit: "1", memoryRequest: "256Mi", memoryLimit: "1Gi" },
  job: { cpuRequest: "0.05", cpuLimit: "0.5", memoryRequest: "64Mi", memoryLimit: "512Mi" },
} as const satisfies Record<string, Size>;
