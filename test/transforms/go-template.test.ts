import { expect, it } from 'vitest';
import { evaluateTemplate } from '../../transforms/go-template/evaluate.ts';
import { parseTemplate } from '../../transforms/go-template/parse.ts';
import { dataValue, OtherPage, type Use } from '../../transforms/go-template/values.ts';

it.each([
  ['a comment', 'a{{/* note */}}b'],
  ['a comment that trims', 'a {{- /* note */ -}} b'],
])('%s leaves nothing behind', (_, source) => {
  expect(parseTemplate(source).nodes).toEqual([
    { type: 'text', value: 'a' },
    { type: 'text', value: 'b' },
  ]);
});

const pages: Readonly<Record<string, object>> = {
  '/pod': { title: 'Pod', kind: 'group', weight: 3 },
};
const partials: Readonly<Record<string, string>> = {
  'hi.html': 'Hi {{ .name }}{{ $.last }}',
  'dot.html': '[{{ . }}]',
  'self.html': 'x{{ partial "self.html" . }}',
  'data.html': 'x{{ if .Page.Params.level }}{{ return dict "n" 7 }}{{ end }}{{ return 8 }}',
  'words.html': 'a {{ . }}',
  'made.html': 'x{{ return printf "[%v]" . }}y',
  'loop.html': '{{ return partial "loop.html" . }}',
};

const params: Readonly<Record<string, unknown>> = {
  title: 'Home',
  level: 'new',
  more: { one: 'uno', list: [{ b: 2, a: 1 }] },
};

/** What a template prints for `{{< it a="1" b="Two  words" >}}Body{{< /it >}}`, or with arguments by place. */
function print(template: string, args: readonly string[] | Record<string, string>): string {
  const { html, parts } = evaluateTemplate(template, useOf(args));
  return html.replace(/<x-part n="(\d+)"><\/x-part>/g, (_, at) => {
    const { source, as, language } = parts[at]!.part;
    const text =
      source instanceof OtherPage ? source.path : source === 'inner' ? 'Body' : source.text;
    return as === 'text' && source !== 'inner'
      ? text
      : `<${[as, language].filter(Boolean).join(' ')}: ${text}>`;
  });
}

function useOf(args: readonly string[] | Record<string, string>): Use {
  return {
    name: 'it',
    args: new Map(Object.entries(args)),
    hasInner: !Array.isArray(args),
    outer: {
      use: { name: 'pots', args: new Map([['kiln', 'salt']]), hasInner: true },
      ordinal: 1,
    },
    pageParam: ([first = '', second]) => {
      const value = dataValue(first === '' ? params : (params[first] ?? null));
      return second !== undefined && value instanceof Map ? (value.get(second) ?? null) : value;
    },
    data: (keys) =>
      dataValue(['a/b', 'a/c-d/e'].includes(keys.join('/')) ? [{ id: 1 }, { id: 2 }] : undefined),
    translation: (id) => ({ more: 'Read more', greet: 'Of {{ .Site.Title }}' })[id],
    parsed: (source) => dataValue(source === '' ? undefined : JSON.parse(source)),
    file: (path) => ({ 'x.md': '# X' })[path],
    siteParam: ([name = '']) => ({ version: '4.5' })[name],
    siteSetting: (name) => ({ BaseURL: 'https://example.org/docs/', Title: 'Acme' })[name],
    pageFacts: new Map([
      ['File.Dir', 'docs/tasks/'],
      ['RelPermalink', '/docs/tasks/a/'],
    ]),
    resource: (name, { path } = new OtherPage('own', {})) =>
      /^a\.(?:md|jpg)$/.test(name) ? new OtherPage(`${path}/${name}`, { title: 'A' }) : null,
    pageNamed: () => undefined,
    otherPage: (path, from) =>
      from
        ? new OtherPage(path, { title: `Pod of ${from.path}` })
        : pages[path] && new OtherPage(path, { ...pages[path] }),
    pagesOf: (kind) => [
      new OtherPage('/b.md', { title: 'B', weight: 1, description: kind }),
      new OtherPage('/a.md', { title: 'A', linkTitle: 'a', unlisted: true }),
    ],
    home: () => new OtherPage('/_index.md', {}),
    parentOf: (page) => (page ? undefined : new OtherPage('/docs', { title: 'Docs' })),
    partial: (name) => partials[name],
  };
}

const named = { a: '1', b: 'Two  words' };
const placed = ['1', 'Two'];

it.each<[template: string, printed: string, args?: readonly string[]]>([
  // Order, and numbers one after another.
  ['{{ range sort (slice (dict "n" "b") (dict "n" "A")) "n" }}{{ .n }}{{ end }}', 'Ab'],
  ['{{ range sort (slice (dict "n" 1 "x" "b") (dict "x" "a")) "n" }}{{ .x }}{{ end }}', 'ab'],
  ['{{ range sort (slice 2 10 1) "value" "desc" }}{{ . }} {{ end }}', '10 2 1 '],
  ['{{ range sort (dict "b" "x" "a" "y") }}{{ . }}{{ end }}', 'yx'],
  ['{{ seq 3 }} {{ seq 2 4 }} {{ seq 1 2 5 }} {{ seq -2 }}', '[1 2 3] [2 3 4] [1 3 5] [-1 -2]'],
  // Paths and addresses, and what is cut off at one end.
  ['{{ path.Join "a" "../b" (slice "c" "d.md") }}', 'b/c/d.md'],
  ['{{ urls.JoinPath "https://example.org/a/" "b" "c.html" }}', 'https://example.org/a/b/c.html'],
  ['{{ path.BaseName "a/b.md" }} {{ path.Ext "a/b.md" }} {{ path.Dir "a/b.md" }}', 'b .md a'],
  ['{{ strings.TrimLeft "/-" "/-a-" }} {{ strings.TrimRight "/" "a/b//" }}', 'a- a/b'],
  ['{{ index (dict "a" (dict "b" "c")) (split "a.b" ".") }}', 'c'],
  ['{{ (.Page.GetPage "/pod").RenderShortcodes | replaceRE "^x" "" }}', '<markdown: /pod>'],
  // A partial that is not there says what it is given.
  ['{{ partial "none.html" (dict "content" "New" "icon" "star") }}', 'New '],
  // Groups of matches.
  ['{{ index (index (findRESubmatch `a(b)` "xab") 0) 1 }}{{ humanize "in-use" }}', 'bIn use'],
  // Pages of the section.
  ['{{ range .Page.Pages }}{{ .LinkTitle }}[{{ .Description }}]{{ end }}', 'B[Pages]a[]'],
  ['{{ range .Page.RegularPages.ByTitle }}{{ .RelPermalink }} {{ end }}', '/a.md /b.md '],
  ['{{ range where .Page.Pages "Params.unlisted" "ne" true }}{{ .Title }}{{ end }}', 'B'],
  ['{{ range .Page.Pages.ByTitle.Reverse }}{{ .Title }}{{ end }}', 'BA'],
  ['{{ range sort .Page.Pages "Title" }}{{ .Title }}{{ end }}', 'AB'],
  ['{{ $l := first 1 .Page.Pages }}{{ range .Page.Pages }}{{ in $l . }} {{ end }}', 'true false '],
  // Addresses: whole ones in text, paths in links.
  [
    '{{ "a/b" | absURL }} {{ absURL "/a" }} {{ site.BaseURL }} {{ "b" | relURL }}',
    'https://example.org/docs/a/b https://example.org/a https://example.org/docs/ b',
  ],
  [
    '<a href="{{ absURL "a" }}">{{ absURL "https://x.org" }}</a>',
    '<a href="/docs/a">https://x.org</a>',
  ],
  // All pages of the site.
  ['{{ range .Site.RegularPages }}{{ .Description }} {{ end }}', 'RegularPagesRecursive  '],
  ['{{ range site.Pages }}{{ .Description }} {{ end }}', 'PagesRecursive  '],
  ['{{ .Page.CurrentSection.Title }} {{ .Page.IsNode }}', 'Docs false'],
  [
    '{{ range union .Page.Pages .Page.Pages }}{{ .Title }}{{ end }}{{ len (uniq .Page.Pages) }}',
    'BA2',
  ],
  // Dates, in the zone that they name.
  ['{{ "2023-06-09" | time.Format "January 2, 2006" }}', 'June 9, 2023'],
  [
    '{{ dateFormat "Mon, 02 Jan 06 15:04:05" (time "2023-06-09T18:04:05Z") }}',
    'Fri, 09 Jun 23 18:04:05',
  ],
  ['{{ (time "2023-06-09").Format "2006-01-02 3PM" }}', '2023-06-09 12AM'],
  ['{{ (time "2023-06-09T12:30:00Z").Format "3PM" }}', '12PM'],
  ['{{ time.Format "Jan 2, 3:4:5 pm" "2023-05-04T23:05:07-05:00" }}', 'May 4, 11:5:7 pm'],
  ['[{{ time.Format "002" "2023-05-04" }}][{{ time.Format "15:04:05.000" "2023-05-04" }}]', '[][]'],
  ['[{{ time.Format ":date_long" "2023-06-09" }}][{{ now.Format "2006" }}]', '[][]'],
  // Text, and what trims it.
  [' a {{ "b" }} c ', ' a b c '],
  [' a {{- "b" -}} c ', ' abc '],
  ['a {{ "b" -}} c {{ "d" }} e', 'a bc d e'],
  ['{{ "q\\"\\n\\t\\\\" }}', 'q"\n\t\\'],
  ['{{ `raw\\n` }}{{ -1.5 }}{{ true }}{{ false }}{{ nil }}', 'raw\\n-1.5truefalse'],
  ['<a href="{{ "x\\"y" }}">{{ "z" }}</a>', '<a href="x&quot;y">z</a>'],
  [
    "<a title='{{ `<b>it's</b>` }}'>{{ `a < b` }}</a>",
    "<a title='&lt;b&gt;it&#39;s&lt;/b&gt;'>a < b</a>",
  ],
  ['<a href="{{ .Unknown }}">', '<a href="">'],
  // What a template keeps by name.
  ['{{ .Scratch.Set "k" "v" }}[{{ .Scratch.Get "k" }}]', '[v]'],
  ['{{ $.Store.Set "k" 1 }}{{ .Store.Add "k" 2 }}{{ $.Store.Get "k" }}', '3'],
  ['{{ $s := newScratch }}{{ $s.Set "a" "b" }}{{ with $s.Get "a" }}{{ . }}{{ end }}', 'b'],
  ['{{ $s := newScratch }}{{ with $s.Get "a" }}x{{ else }}none{{ end }}', 'none'],
  ['{{ $s := newScratch }}{{ $s.SetInMap "m" "k" "v" }}{{ ($s.Get "m").k }}', 'v'],
  ['{{ .Scratch.Add "l" "a" }}{{ .Scratch.Add "l" "b" }}{{ .Scratch.Get "l" }}', 'ab'],
  ['{{ .Scratch.Add "l" (slice 1) }}{{ .Scratch.Add "l" 2 }}{{ len (.Scratch.Get "l") }}', '2'],
  ['{{ .Scratch.Set "k" 1 }}{{ .Scratch.Delete "k" }}[{{ .Scratch.Get "k" }}]', '[]'],
  ['{{ .Page.Scratch.Set "k" "v" }}{{ .Page.Scratch.Get "k" }}{{ .Scratch.Get "k" }}', 'v'],
  ['{{ if .Page.Scratch.Get "other" }}maybe{{ end }}', 'maybe'],
  ['{{ if .Unknown }}{{ .Scratch.Set "k" "v" }}{{ end }}[{{ .Scratch.Get "k" }}]', '[]'],
  [
    '{{ $s := newScratch }}{{ $s.Set "b" 1 }}{{ range $k, $v := $s.Values }}{{ $k }}{{ $v }}{{ end }}',
    'b1',
  ],
  ['{{ .Scratch.Set "k" 1 }}{{ .Scratch.Add "k" "x" }}[{{ .Scratch.Get "k" }}]', '[]'],
  ['{{ .Scratch.Set "k" 1 }}{{ .Scratch.Other "k" 2 }}[{{ .Scratch.Get "k" }}]', '[]'],
  ['{{ if .Unknown }}x{{ else }}{{ .Scratch.Set "k" 1 }}{{ end }}[{{ .Scratch.Get "k" }}]', '[]'],
  ['{{ .Scratch.Set "k" 1 }}{{ range .Unknown }}text{{ end }}[{{ .Scratch.Get "k" }}]', '[1]'],
  // What is unknown makes unknown what is worked out from it.
  ['[{{ replaceRE "a" .Unknown "b" }}][{{ replaceRE "a" "b" .Unknown }}]', '[][]'],
  ['[{{ hasPrefix "abc" .Unknown }}][{{ hasPrefix .Unknown "abc" }}]', '[][]'],
  ['[{{ substr .Unknown 1 }}][{{ substr "abc" .Unknown }}][{{ substr "abc" 1 }}]', '[][][bc]'],
  ['{{ len (append 1 nil) }}{{ len (append 2 (slice 1)) }}', '12'],
  // Comparisons at their bounds.
  ['{{ if le 1 1 }}le{{ end }}{{ if lt 1 1 }}lt{{ end }}', 'le'],
  ['{{ if ge 1 1 }}ge{{ end }}{{ if gt 1 1 }}gt{{ end }}', 'ge'],
  // A branch without a condition.
  ['{{ if eq 1 2 }}a{{ else if }}b{{ end }}c', 'bc'],
  ['{{ $a := "x" }}{{ with .Unknown }}{{ $a = .RelPermalink }}{{ end }}{{ $a }}', 'x'],
  ['{{ $a := "x" }}{{ if .Unknown }}{{ $a = "y" }}{{ end }}{{ $a }}', 'y'],
  [
    '{{ $s := newScratch }}{{ $s.Set "a" 1 }}{{ range .Unknown }}{{ $s.Set . 2 }}{{ end }}[{{ $s.Get "a" }}]',
    '[]',
  ],
  [
    '{{ $s := newScratch }}{{ $s.Set "a" 1 }}{{ range .Unknown }}{{ . }}{{ end }}[{{ $s.Get "a" }}]',
    '[1]',
  ],
  [
    '{{ $a := "xxxxxxxxxx" }}{{ range slice 1 2 3 4 5 6 7 }}{{ $a = print $a $a $a $a $a $a $a $a $a $a }}{{ end }}[{{ $a }}]',
    '[]',
  ],
  [
    '{{ with urls.Parse "https://a.b/c?d#e" }}{{ .Scheme }} {{ .Host }} {{ .Path }} {{ .RawQuery }} {{ .Fragment }} {{ .IsAbs }}{{ end }}',
    'https a.b /c d e true',
  ],
  ['{{ if (urls.Parse "a/b.md").IsAbs }}x{{ else }}y{{ end }}', 'y'],
  [
    '{{ $l := slice "a" }}{{ range .Unknown }}{{ $l = append . $l }}{{ end }}[{{ delimit $l "," }}]',
    '[]',
  ],
  // Attributes without a blank between them.
  ['<a b="{{ 1 }}"{{ if true }}c{{ end }}>', '<a b="1" c>'],
  ['<a b="1"{{ "" }}\n  {{- if true -}}c="{{ "2" }}"{{ end }}>', '<a b="1" c="2">'],
  // Partials that return a value.
  ['a{{ partial "made.html" 1 }}b', 'a[1]b'],
  ['{{ $d := partial "data.html" . }}{{ $d.n }}', '7'],
  ['{{ $d := partial "data.html" (dict "Page" (dict "Params" (dict))) }}{{ $d }}', '8'],
  ['{{ $w := partial "words.html" "b" }}{{ $w }}', 'a b'],
  ['{{ $x := partial "loop.html" . }}[{{ $x }}]', '[]'],
  // Lists and patterns.
  ['{{ range where .Params.none "a" 1 }}x{{ else }}y{{ end }}', 'y'],
  ['{{ range where site.Data.a.b "id" 2 }}{{ .id }}{{ end }}', '2'],
  ['{{ range where site.Data.a.b "id" "!=" 2 }}{{ .id }}{{ end }}', '1'],
  ['{{ range where site.Data.a.b "id" "like" `^[2-9]$` }}{{ .id }}{{ end }}', '2'],
  ['{{ range where site.Data.a.b "id" "in" (slice 2 3) }}{{ .id }}{{ end }}', '2'],
  ['{{ range where site.Data.a.b "id" "not in" (slice 2 3) }}{{ .id }}{{ end }}', '1'],
  ['{{ range uniq (slice "a" "b" "a") }}{{ . }}{{ end }}', 'ab'],
  ['{{ range union (slice "a") (slice "a" "c") }}{{ . }}{{ end }}', 'ac'],
  ['{{ range append "c" (slice "a") }}{{ . }}{{ end }}', 'ac'],
  ['{{ range append (slice "b" "c") (slice "a") }}{{ . }}{{ end }}', 'abc'],
  ['{{ (merge (dict "a" 1 "b" 1) (dict "b" 2)).b }}', '2'],
  ['{{ "v1.2" | replaceRE `^v(\\d+)\\.(\\d+)$` "$2-${1}" }}', '2-1'],
  ['{{ replaceRE `(?i)A` "" "abA" }}{{ replaceRE "" "" "c" }}', 'bc'],
  ['{{ len (findRE `\\d` "a1b2") }}{{ len (findRE `^v` "1.0") }}', '20'],
  ['[{{ replaceRE `(a+)+$` "" "aaa" }}]', '[]'],
  // The arguments of the shortcode.
  ['{{ .Get "a" }}{{ $.Get "a" }}{{ .Get "none" }}', '11'],
  ['{{ .Get 0 }}-{{ .Get 1 }}{{ .Get 2 }}', '1-Two', placed],
  ['{{ .Params.a }}{{ index .Params "a" }}{{ index .Params "z" }}', '11'],
  ['{{ index .Params 1 }}{{ index .Params 5 }}', 'Two', placed],
  ['{{ if .IsNamedParams }}n{{ else }}p{{ end }}', 'n'],
  ['{{ if .IsNamedParams }}n{{ else }}p{{ end }}', 'p', placed],
  ['{{ if .IsNamedParams }}n{{ else }}p{{ end }}', 'p', []],
  ['{{ if isset .Params "a" }}y{{ end }}{{ if isset .Params "z" }}n{{ end }}', 'y'],
  ['{{ if isset .Params 1 }}y{{ end }}{{ if isset .Params 2 }}n{{ end }}', 'y', placed],
  ['{{ .Name }}{{ .Page.Title }}{{ .Page.Params.level }}{{ .Site.Title }}', 'itHomenewAcme'],
  ['{{ .Page.Site.Params.version }}{{ site.Params.version }}{{ page.Title }}', '4.54.5Home'],
  ['[{{ .Page.LinkTitle }}][{{ .Page.Description }}][{{ .Page.Weight }}]', '[Home][][0]'],
  ['{{ if .Page.IsPage }}p{{ end }}{{ if .Page.IsSection }}s{{ end }}{{ .Page.Kind }}', 'ppage'],
  ['{{ .Page.Unknown }}{{ .Unknown.Too }}{{ .Name.Of }}{{ someFunction }}{{ $none }}', ''],
  ['{{ .Inner }}|{{ .InnerDeindent }}', '<text: Body>|<text: Body>'],
  ['{{ with .Inner }}in{{ else }}none{{ end }}', 'none', placed],
  ['{{ .Inner | markdownify }}{{ highlight .Inner "go" "" }}', '<markdown: Body><code go: Body>'],
  [
    '{{ .Page.RenderString "x" }}{{ "**y**" | $.Page.RenderString }}',
    '<markdown: x><markdown: **y**>',
  ],
  [
    '{{ highlight "x = 1" "py" }}{{ markdownify (.Get "b") }}',
    '<code py: x = 1><markdown: Two  words>',
  ],
  ['{{ highlight .Unknown "py" }}{{ markdownify .Unknown }}', ''],
  // Variables, choices and repetition.
  ['{{ $x := "a" }}{{ $x = "b" }}{{ $x }}', 'b'],
  [
    '{{ with .Get "a" }}{{ . }}{{ $.Name }}{{ end }}{{ with .Get "z" }}n{{ else }}o{{ end }}',
    '1ito',
  ],
  ['{{ with $x := .Get "a" }}{{ $x }}{{ end }}', '1'],
  ['{{ range slice "a" "b" }}[{{ . }}]{{ end }}{{ range slice }}n{{ else }}e{{ end }}', '[a][b]e'],
  ['{{ range $at, $one := slice "a" "b" }}[{{ $one }}]{{ end }}', '[a][b]'],
  ['{{ range dict "k" "v" "l" "w" "odd" }}{{ . }}{{ end }}', 'vw'],
  ['{{ range "text" }}n{{ end }}', ''],
  [
    '{{ $n := add 1 2 3 }}{{ mul $n 2 }} {{ sub $n 4 }} {{ div 7 2 }} {{ div 7.5 2 }} {{ mod 7 4 }}',
    '12 2 3 3.75 3',
  ],
  ['{{ div 1 0 }}{{ add 1 "a" }}{{ add 1 }}', ''],
  ['{{ add (index (split "docs/2.1/a.md" "/") 1) ".0" }}', '2.1.0'],
  [
    '{{ if ge (int (index (split "1.56" ".") 1)) 52 }}new{{ else }}old{{ end }}{{ int "a" }}',
    'new',
  ],
  [
    '{{ if strings.Contains "abc" "b" }}y{{ end }}{{ if strings.Contains "abc" "d" }}n{{ end }}',
    'y',
  ],
  [
    '{{ getenv "V" | default "usual" }} {{ os.Getenv "HUGO_ENV" }} {{ getenv "HUGO_ENVIRONMENT" }}',
    'usual production production',
  ],
  ['{{ if false }}a{{ else if true }}b{{ else }}c{{ end }}d', 'bd'],
  ['{{ if false }}a{{ else with "x" }}{{ . }}{{ end }}d', 'xd'],
  ['{{ if false }}a{{ else if false }}b{{ else }}c{{ end }}d', 'cd'],
  ['{{ if true }}{{ if false }}a{{ end }}b{{ end }}c{{ end }}d', 'bcd'],
  ['{{ else }}a{{ end }}', 'a'],
  ['a{{ end }}b', 'ab'],
  ['{{ if false }}a{{ else if false }}b{{ end }}c{{ end }}d', 'cd'],
  ['{{ if true }}{{ if false }}a{{ else if true }}b{{ end }}c{{ else }}d{{ end }}e', 'bce'],
  ['{{ range dict "k" }}{{ . }}{{ else }}none{{ end }}', 'none'],
  [
    '{{ define "x" }}a {{ .b }} {{ end }}{{ block "y" . }}gone{{ else }}{{ end }}{{ template "x" (dict "b" 1) }}kept',
    'a 1 kept',
  ],
  ['{{ template "_internal/x.html" . }}kept', 'kept'],
  ['{{ define "loop.html" }}own{{ end }}{{ template "loop.html" . }}', 'own'],
  // Partials that a template defines inline.
  ['{{ define "partials/in.html" }}in {{ . }}{{ end }}{{ partial "in" 1 }}', 'in 1'],
  ['{{ define "_partials/in.html" }}{{ return add . 1 }}{{ end }}{{ partial "in.html" 1 }}', '2'],
  // Ways that report a mistake are not taken where nothing tells.
  ['{{ with .Unknown }}{{ .Title }}{{ else }}{{ warnf "no" }}{{ "error" }}{{ end }}', ''],
  ['{{ if .Unknown }}{{ errorf "no" }}{{ "error" }}{{ else }}{{ end }}', ''],
  // Sections, and pages that are looked up from them.
  ['{{ .Page.Parent.Title }}{{ with .Page.Parent.Parent }}no{{ end }}', 'Docs'],
  ['{{ (.Page.Parent.GetPage "pod").Title }}', 'Pod of /docs'],
  ['{{ T "greet" . }}{{ T "greet" .Unknown }}', '<markdown: Of Acme>'],
  ['{{ (urls.Parse "/a?b#c").String }}', '/a?b#c'],
  // Of what cannot be known, the other way is taken, or the body where that says nothing.
  ['{{ if .Unknown }}a{{ else }}{{ "b" }}{{ end }}', 'b'],
  ['{{ if .Unknown }}{{ "a" }}{{ else }}{{ end }}', 'a'],
  ['{{ with .Unknown }}{{ "a" }}{{ end }}{{ range .Unknown }}{{ "b" }}{{ end }}', ''],
  // Functions.
  ['{{ or "" "b" "c" }}{{ or "" 0 }}{{ and "a" "b" }}{{ and "" "b" }}', 'b0b'],
  ['{{ or .Unknown "b" }}{{ and .Unknown "b" }}{{ not .Unknown }}', ''],
  ['{{ not true }}{{ not "" }}{{ not .Inner }}', 'falsetruefalse'],
  ['{{ .Get "z" | default "d" }}{{ .Get "a" | default "d" }}', 'd1'],
  ['{{ cond true "y" "n" }}{{ cond false "y" "n" }}{{ cond .Unknown "y" "n" }}', 'yn'],
  [
    '{{ eq 1 "1" }}{{ eq "a" "b" "a" }}{{ eq "a" "b" }}{{ ne 1 2 }}{{ ne 1 1 }}',
    'truetruefalsetruefalse',
  ],
  ['{{ eq .Unknown 1 }}{{ eq 1 .Unknown }}', ''],
  [
    '{{ in (slice "a" 1) "1" }}{{ in (slice "a") "b" }}{{ in "abc" "b" }}{{ in "abc" .Unknown }}',
    'truefalsetruefalse',
  ],
  ['{{ in .Unknown "a" }}{{ index "text" 1 }}', ''],
  [
    '{{ index (dict "a" (slice "x" "y")) "a" 1 }}{{ (dict "a" "v").a }}{{ (dict "a" "v").b }}',
    'yv',
  ],
  ['{{ print "a" }}{{ print "a" 1 true }}{{ print .Inner }}', 'aa1true<text: Body>'],
  ['{{ printf "%s-%d %q 100%%" "a" 2 "b" }}{{ printf "%05.2f" 3 }}', 'a-2 "b" 100%03.00'],
  ['{{ printf "%03d|%4s|%v" 7 "ab" 1.5 }}{{ printf "%f" 2.5 }}', '007|  ab|1.52.500000'],
  [
    '{{ truncate 10 "A long sentence here" }}|{{ truncate 9 "…" "A long one" }}',
    'A long …|A long…',
  ],
  ['{{ strings.Repeat 2 "ab" }}{{ strings.Count "a" "aba" }}{{ countwords "one two" }}', 'abab22'],
  ['{{ math.Max 3 9 4 }} {{ math.Round 2.6 }} {{ modBool 4 2 }} {{ float "1.5" }}', '9 3 true 1.5'],
  ['{{ intersect (slice 1 2) (slice 2 3) }}{{ complement (slice 1) (slice 1 2) }}', '[2][2]'],
  ['{{ jsonify (dict "b" 1 "a" (slice 2)) }}', '{"a":[2],"b":1}'],
  // The shortcode around it.
  ['{{ .Parent.Get "kiln" }} {{ with .Parent }}{{ .Name }}{{ end }} {{ .Ordinal }}', 'salt pots 1'],
  ['[{{ .Parent.Inner }}][{{ .Parent.Parent.Get "kiln" }}]', '[][]'],
  ['{{ printf "a%s" .Inner }}', ''],
  ['{{ printf "%s" .Inner }}{{ printf "a%s" .Inner }}{{ printf "%s" .Unknown }}', '<text: Body>'],
  [
    '{{ lower "Ab" }}{{ upper "Ab" }}{{ strings.ToLower "Ab" }}{{ strings.ToUpper "Ab" }}',
    'abABabAB',
  ],
  ['{{ title "it\'s a word" }}', "It's A Word"],
  ['{{ anchorize " One, two! " }}{{ urlize "A b" }}', 'one-twoa-b'],
  ['[{{ strings.TrimSpace " a " }}][{{ trim " a " " " }}][{{ .Unknown | trim }}]', '[a][a][]'],
  ['{{ replace "a-b-c" "-" "+" }}{{ replace (.Get "a") "1" "2" }}', 'a+b+c2'],
  ['{{ replace .Inner "a" "b" }}{{ replace "a" .Inner "b" }}', '<text: Body>a'],
  ['{{ printf `<b>%s</b>` "x" | safeHTML }}{{ "<i>" }}', '<b>x</b><i>'],
  ['{{ "a" | safeHTML }}{{ with "<hr>" | safeHTML }}{{ . }}{{ end }}', 'a<hr>'],
  ['{{ .Inner | safeHTML }}{{ "a" | plainify | upper }}{{ htmlEscape "b" }}', '<text: Body>Ab'],
  ['{{ .Inner | upper }}{{ now "x" }}', '<text: Body>'],
  ['{{ delimit (slice "a" "b" "c") ", " " and " }}{{ delimit "x" "," }}', 'a, b and c'],
  ['{{ replaceRE `(?s).*//K(?P<inner>.*?)//K.*` "$inner" "a//K\nfire\n//Kb" }}', '\nfire\n'],
  ['{{ replaceRE "(a)(b)" "${2}x$1y$&$$" "ab" }}', 'bx$&$'],
  ['{{ replaceRE "(a)(b)" "[$0]${1}0" "ab" }}', '[ab]a0'],
  ['{{ slicestr "kiln-a" 5 }} {{ slicestr "kiln" 1 3 }} {{ slicestr .Unknown 1 }}', 'a il '],
  ['<a{{ printf ` href="%s"` "/x" | safeHTMLAttr }}>', '<a href="/x">'],
  ['<a{{ printf ` href="%s"` "/x>" | safeHTMLAttr }}>', '<a href=&quot;/x&gt;&quot;>'],
  [
    '{{ with ($.Page.Resources.ByType "image").GetMatch "a.jpg" }}<img src="{{ (.Resize "600x").Permalink }}" alt="{{ .Title }}" title="{{ .MediaType.SubType }}">{{ end }}',
    '<img src="own/a.jpg" alt="A" title="jpeg">',
  ],
  ['{{ with .Page.Resources.Get "none.md" }}{{ .Title }}{{ else }}none{{ end }}', 'none'],
  ['{{ substr "v1.2" 1 }}{{ substr "abc" -2 1 }}{{ substr .Unknown 1 }}', '1.2b'],
  ['{{ humanize " my-BIG_post" }}', 'My big post'],
  ['{{ findRE "a." "a1 a2 a3" 2 }} {{ len (findRESubmatch "a." "a1 a2 a3" 2) }}', '[a1 a2] 2'],
  ['{{ findRE "a." "a1 a2" -1 }}{{ findRE "b" "a" }}', '[a1 a2][]'],
  ['{{ humanize "learn_more-now" }}{{ index (split "a/b" "/") 1 }}', 'Learn more nowb'],
  ['{{ if hasPrefix "http:" "http" }}a{{ end }}{{ if hasSuffix "x" "y" }}b{{ end }}', 'a'],
  ['{{ strings.TrimPrefix "v" "v1" }}{{ trimSuffix "-x" "a-x" }}{{ trimSuffix "b" "a" }}', '1aa'],
  ['{{ len (slice "a" "b") }}{{ len "é" }}{{ len (dict "k" "v") }}{{ len .Inner }}', '221'],
  ['{{ ge 2 2 }}{{ gt 2 2 }}{{ le 1 2 }}{{ lt 2 1 }}{{ lt "1" 2 }}', 'truefalsetruefalse'],
  ['{{ $v := "1.2.3" }}{{ if ge (len (split $v ".")) 3 }}{{ $v = "1" }}{{ end }}{{ $v }}', '1'],
  ['{{ $v := "1.2" }}{{ if ge (len (split $v ".")) 3 }}{{ $v = "1" }}{{ end }}{{ $v }}', '1.2'],
  [
    '{{ $l := split "a.b.c" "." }}{{ delimit (first 2 $l) "." }}|{{ range last 2 $l }}{{ . }}{{ end }}|{{ range after 2 $l }}{{ . }}{{ end }}',
    'a.b|bc|c',
  ],
  ['{{ range last 0 (slice "a") }}n{{ end }}{{ first 2 "text" }}', ''],
  // Data of the page and the site, and files.
  ['{{ .Page.Params.more.one }}{{ (index .Page.Params "more").one }}', 'unouno'],
  ['{{ with .Page.Params.none }}a{{ else }}b{{ end }}{{ .Page.Params.more.none }}', 'b'],
  ['{{ .Page.Params.none | default "d" }}{{ page.Params.more.one }}', 'duno'],
  [
    '{{ range .Page.Params.more.list }}{{ range $k, $v := . }}{{ $k }}{{ $v }}{{ end }}{{ end }}',
    'a1b2',
  ],
  ['{{ range $at, $v := slice "a" "b" }}{{ $at }}{{ $v }}{{ end }}', '0a1b'],
  ['{{ range site.Data.a.b }}{{ .id }}{{ end }}{{ .Site.Data.none }}', '12'],
  ['{{ range index $.Site.Data "a" "b" }}{{ .id }}{{ end }}', '12'],
  ['{{ range index .Site.Data.a "c-d" "e" }}{{ .id }}{{ end }}', '12'],
  ['{{ $d := site.Data.a }}{{ range $d.b }}{{ .id }}{{ end }}{{ index $d "none" }}', '12'],
  ['{{ $j := `{"a": {"b": "c"}}` | unmarshal }}{{ $j.a.b }}{{ unmarshal .Unknown }}', 'c'],
  ['{{ (transform.Unmarshal `{"a": 1}`).a }}', '1'],
  [
    '{{ i18n "more" }}{{ T "more" }}{{ lang.Translate "more" }}{{ i18n "none" }}',
    '<markdown: Read more>'.repeat(3),
  ],
  ['{{ $.Page.Param "level" }}{{ .Page.Param "version" }}{{ .Page.Param "none" }}', 'new4.5'],
  ['{{ readFile "x.md" | markdownify }}{{ os.ReadFile "none.md" }}', '<markdown: # X>'],
  // Other pages and partials.
  [
    '{{ with .Page.GetPage "/pod" }}{{ .Title }}{{ .LinkTitle }}{{ .Params.kind }}{{ end }}',
    'PodPodgroup',
  ],
  [
    '{{ with site.GetPage "/pod" }}{{ .Content }}{{ .Weight }}{{ .Params }}{{ end }}',
    '<markdown: /pod>',
  ],
  [
    '{{ with (site.GetPage "/pod").Resources.GetMatch "a.md" }}{{ .Content }}{{ end }}',
    '<markdown: /pod/a.md>',
  ],
  ['{{ with (site.GetPage "/pod").Resources.Get "b.md" }}b{{ else }}none{{ end }}', 'none'],
  ['{{ with (site.GetPage "/pod").Resources.ByType "image" }}{{ . }}{{ end }}', ''],
  ['{{ index (split .Page.File.Dir "/") 0 }}{{ .Page.File.UniqueID }}', 'docs'],
  ['{{ index (split .Page.RelPermalink "/") 2 }}{{ .Page.Permalink }}', 'tasks'],
  ['{{ with $.Page.GetPage "/none" }}n{{ else }}no page{{ end }}', 'no page'],
  ['{{ (.Site.GetPage "/pod").Title }}{{ (.Site.GetPage .Unknown).Title }}', 'Pod'],
  ['{{ partial "hi.html" (dict "name" "Ada" "last" "!") }}', 'Hi Ada!'],
  [
    '{{ partialCached "dot.html" "x" }}{{ partials.Include "dot.html" "y" }}{{ partial "none" }}',
    '[x][y]',
  ],
  ['{{ partial "dot.html" }}{{ partial .Unknown . }}', '[]'],
  ['{{ partial "self.html" . }}', 'xxxxx'],
])('%s prints %j', (template, printed, args = undefined) => {
  expect(print(template, args ?? named)).toBe(printed);
});

it.each<[template: string, lost: string[]]>([
  ['{{ $d := resources.GetRemote "a" | transform.Unmarshal }}{{ $d.b }}', ['$d.b']],
  ['{{ with .Page.TableOfContents }}<b>{{ . }}</b>{{ end }}{{ .Page.TableOfContents }}', []],
  [
    '{{ with .Site.Taxonomies }}<ul>{{ range . }}<li>{{ .Title }}</li>{{ end }}</ul>{{ end }}',
    ['with .Site.Taxonomies'],
  ],
  ['{{ range .Site.Taxonomies.tags }}{{ .Title }}{{ end }}', ['range .Site.Taxonomies.tags']],
  [
    '{{ range $k, $v := .Site.Taxonomies }}{{ if $k }}{{ $v }}{{ end }}{{ end }}',
    ['range .Site.Taxonomies'],
  ],
  ['{{ range .Site.Taxonomies }}{{ .Title }}{{ else }}{{ "none" }}{{ end }}', []],
  ['{{ range .Site.Taxonomies }}text{{ end }}{{ with .Unknown }}text{{ end }}', []],
  [
    'Since {{ now.Year }}, {{ .Page.Lastmod | time.Format "2006" }}',
    ['now.Year', '.Page.Lastmod | time.Format "2006"'],
  ],
  ['<a href="{{ .Page.GitInfo }}">{{ .Page.GitInfo.Hash }}</a>', ['.Page.GitInfo.Hash']],
  [
    '{{ partial "none.html" . }}{{ partial "icons/none.html" . }}{{ errorf "%s" .Position }}',
    ['partial "none.html"'],
  ],
  ['{{ .Get 7 }}{{ .Page.Params.none }}{{ $x := .Unknown }}{{ if $x }}{{ $x }}{{ end }}', []],
  // What may not be reached, and what no reader sees.
  ['{{ if .Unknown }}{{ range .Site.Taxonomies }}{{ . }}{{ end }}{{ end }}', []],
  [
    '{{ if .Unknown }}Pages:{{ range .Site.Taxonomies }}{{ . }}{{ end }}{{ end }}',
    ['range .Site.Taxonomies'],
  ],
  ['{{ with .Unknown }}{{ else }}{{ range .Site.Taxonomies }}{{ . }}{{ end }}{{ end }}', []],
  ['<style>{{ range .Site.Taxonomies }}{{ . }}{{ end }}</style>', []],
  ['<script></script><a x="{{ range .Site.Taxonomies }}{{ . }}{{ end }}">', []],
  ['<style></style>{{ range .Site.Taxonomies }}{{ . }}{{ end }}', ['range .Site.Taxonomies']],
  ['{{ $none := index .Params "z" }}{{ range $none.items }}{{ . }}{{ end }}', []],
  [
    `{{ $l := split "${'a'.repeat(300)}" "" }}{{ range $l }}{{ range $l }}{{ . }}{{ end }}{{ end }}`,
    ['what follows after 50000 steps'],
  ],
])('%s loses %j', (template, lost) => {
  expect(evaluateTemplate(template, useOf(named)).lost).toEqual(lost);
});
