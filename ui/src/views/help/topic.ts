// A page of help: a title and blocks, a text being a paragraph and a list being steps.

export interface HelpTopic {
  id: string;
  title: string;
  blocks: readonly (string | readonly string[])[];
}
