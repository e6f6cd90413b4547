// Files chosen by the user: by the system's dialog in the desktop program, by the browser's otherwise.

/** What was chosen to bring in. */
export type Chosen = { kind: 'paths'; paths: string[] } | { kind: 'files'; files: File[] };

const COPY = ['txt', 'text', 'md', 'tsv'];
const PICTURES = ['jpg', 'jpeg', 'png', 'tif', 'tiff', 'webp', 'psd', 'pdf', 'svg', 'svgz'];
const EXTENSIONS = [...COPY, ...PICTURES];

/** Asks for stories and photos; null when the user thinks better of it. */
export function chooseCopy(isDesktop: boolean, name: string): Promise<Chosen | null> {
  return choose(isDesktop, name, EXTENSIONS, true);
}

/** Asks for a colour profile; null when the user thinks better of it. */
export function chooseProfile(isDesktop: boolean, name: string): Promise<Chosen | null> {
  return choose(isDesktop, name, ['icc', 'icm'], false);
}

async function choose(
  isDesktop: boolean,
  name: string,
  extensions: readonly string[],
  multiple: boolean,
): Promise<Chosen | null> {
  if (isDesktop) {
    const { open } = await import('@tauri-apps/plugin-dialog');
    const paths = await open({ multiple, filters: [{ name, extensions: [...extensions] }] });
    if (paths === null || paths.length === 0) return null;
    return { kind: 'paths', paths: typeof paths === 'string' ? [paths] : paths };
  }
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = multiple;
    input.accept = extensions.map((extension) => `.${extension}`).join(',');
    input.dataset['testid'] = 'import-input';
    input.hidden = true;
    const end = (chosen: Chosen | null): void => {
      input.remove();
      resolve(chosen);
    };
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      end(files.length === 0 ? null : { kind: 'files', files });
    });
    input.addEventListener('cancel', () => end(null));
    document.body.append(input);
    input.click();
  });
}

/** Asks where a PDF shall go; null when the user thinks better of it. Only in the desktop program. */
export async function choosePdfPath(name: string, proposed: string): Promise<string | null> {
  const { save } = await import('@tauri-apps/plugin-dialog');
  return save({ defaultPath: proposed, filters: [{ name, extensions: ['pdf'] }] });
}

/** Asks for an edition; null when the user thinks better of it. Only in the desktop program. */
export async function chooseEdition(name: string): Promise<string | null> {
  const { open } = await import('@tauri-apps/plugin-dialog');
  return open({ multiple: false, filters: [{ name, extensions: ['edition'] }] });
}

/** Asks where a new edition shall lie; null when the user thinks better of it. Only in the desktop program. */
export async function chooseNewEdition(name: string, proposed: string): Promise<string | null> {
  const { save } = await import('@tauri-apps/plugin-dialog');
  return save({ defaultPath: proposed, filters: [{ name, extensions: ['edition'] }] });
}
