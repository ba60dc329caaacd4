import { expect, test } from 'vitest';
import { withTemplatesRead } from '../../../src/verify/source/shortcodes.ts';

const files: Readonly<Record<string, string>> = {
  '/hugo.toml': 'theme = "kilns"\n',
  '/layouts/shortcodes/since.html': '{{ if ge site.Params.now (.Get "v") }}{{ .Inner }}{{ end }}',
  '/layouts/shortcodes/box.html': '{{ with .Get "title" }}<b>{{ . }}</b>{{ end }}{{ .Inner }}',
  '/layouts/shortcodes/list.html': '{{ range .Params }}{{ . }}{{ end }}',
  '/themes/kilns/layouts/shortcodes/line.html':
    '<code data-label="{{ .Get "label" }}" data-line={{ .Get "n" }}>{{ .Inner }}</code>',
};
const read = (specifier: string) => (specifier in files ? { text: files[specifier]! } : undefined);

test.each([
  ['a body that is hidden', '{{% since v="2" %}}\n| Hot | no |\n{{% /since %}}\nEnd', '\n\n\nEnd'],
  [
    'a body that is shown',
    '{{% since v="2" %}}\nHot\n{{% /since %}}',
    '{{% since %}}\nHot\n{{% /since %}}',
  ],
  ['a body that stands in any case', '{{< box >}}Cold{{< /box >}}', undefined],
  [
    'arguments for scripts',
    '{{< line label="one" n="2" >}}Hot{{< /line >}}',
    '{{< line >}}Hot{{< /line >}}',
  ],
  ['arguments that are shown', '{{< box title="Words" >}}Hot{{< /box >}}', undefined],
  ['arguments that a loop shows', '{{< list a="Words" >}}', undefined],
  ['a shortcode without a template', '{{< other label="Words" >}}', undefined],
  ['code', '```\n{{% since v="2" %}}\nno\n{{% /since %}}\n```', undefined],
])('%s', (_, source, expected) => {
  expect(withTemplatesRead(source, '| Hot | yes |', read)).toBe(expected ?? source);
});
