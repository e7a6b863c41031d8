// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useFormats, useWords } from "../words/use-words";
import { controlAttributes, FieldFrame, type FieldProps, useControl } from "./field";

const BYTES_IN_KB = 1_000;

interface FileInputProps extends FieldProps {
  readonly files: readonly File[];
  readonly onChange: (files: File[]) => void;
  /** Media types, such as "image/*". */
  readonly accept?: string;
  readonly multiple?: boolean;
  /** Whether a telephone opens its camera. */
  readonly camera?: boolean;
}

/** Files of this device. What has been chosen is listed with its size and can be taken out again. */
export function FileInput(props: FileInputProps): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const state = useControl(props);
  const { files, onChange, multiple = false } = props;
  return (
    <FieldFrame field={props} state={state}>
      <input
        {...controlAttributes(state)}
        className="input input-file"
        type="file"
        disabled={state.locked}
        multiple={multiple}
        {...(props.accept === undefined ? {} : { accept: props.accept })}
        {...(props.camera === true ? { capture: "environment" as const } : {})}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          // The same file can be chosen again after it was taken out.
          event.target.value = "";
          onChange(multiple ? [...files, ...chosen] : chosen);
        }}
      />
      {files.length > 0 && (
        <ul className="plain">
          {files.map((file) => (
            <li key={`${file.name}/${file.size}/${file.lastModified}`}>
              <span />
              <span>
                <bdi>{file.name}</bdi>
                <small>
                  {t("components.file.size", { size: formats.integer(Math.ceil(file.size / BYTES_IN_KB)) })}
                </small>
              </span>
              <button
                type="button"
                className="btn-link"
                disabled={state.locked}
                onClick={() => onChange(files.filter((each) => each !== file))}
              >
                {t("components.file.remove")}
                <span className="vh"> {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </FieldFrame>
  );
}
