using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Demarche.Labels;
using Demarche.Tokens;

namespace Demarche.Corpus;

/// <summary>
/// Reads labelled CSV: UTF-8 (or UTF-16 by its mark), a header with <c>id</c>, <c>text</c> and a column for each task by its name;
/// labels of a multi-label task are joined by "|". A column <c>agreement</c> ("2/3") is read where present, all others are ignored.
/// </summary>
internal sealed class CorpusReader
{
    // Longer than any paragraph: an unclosed quote must not swallow a file of any size.
    private const int MaxCell = 1 << 20;

    private readonly Schema _schema;
    private readonly CorpusRules _rules;
    private readonly CorpusFaults _faults = new();
    private readonly List<CorpusRow> _rows = [];
    private readonly Dictionary<string, CorpusRow> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, CorpusRow> _byText = [];

    private CorpusReader(Schema schema, CorpusRules rules)
    {
        _schema = schema;
        _rules = rules;
    }

    /// <summary>Reads files, and the <c>*.csv</c> of folders.</summary>
    /// <exception cref="DataException">Something is wrong; the message lists every fault with its place.</exception>
    public static LabelledCorpus Read(IEnumerable<string> paths, Schema schema, CorpusRules rules)
    {
        var reader = new CorpusReader(schema, rules);
        foreach (var file in CorpusFiles.Find(paths, reader._faults))
            reader.ReadFile(file);
        reader._faults.ThrowIfAny();
        return new LabelledCorpus(reader._rows);
    }

    private void ReadFile(string file)
    {
        long line = 1;
        try
        {
            using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            ReadRecords(file, text, ref line);
        }
        catch (DecoderFallbackException)
        {
            _faults.Add(file, line, "found bytes that are not UTF-8 in this line or after it, expected UTF-8. Convert the file.");
        }
        catch (CsvHelperException)
        {
            _faults.Add(file, line, string.Create(CultureInfo.InvariantCulture,
                $"found a cell of more than {MaxCell} characters, expected a paragraph. Is a quote not closed?"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add(file, $"cannot be read: {e.Message} Expected a readable file.");
        }
    }

    /// <summary>Reads all records; <paramref name="line"/> is where the record in hand starts, also when this throws.</summary>
    private void ReadRecords(string file, TextReader text, ref long line)
    {
        string? bad = null;
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = a => bad ??= a.Field,
            IgnoreBlankLines = false,
            MaxFieldSize = MaxCell,
        });
        if (!csv.Read())
        {
            _faults.Add(file, 1, "found an empty file, expected a header line with the names of the columns.");
            return;
        }
        var columns = CorpusColumns.Read(csv.Record!, _schema, _rules, file, _faults);
        line = csv.RawRow + 1L;
        for (; columns is not null && csv.Read(); line = csv.RawRow + 1L)
        {
            bad = null;
            var cells = csv.Record!; // the parser reports bad data only now
            if (bad is not null)
                _faults.Add(file, line, $"found a quote out of place or never closed in {Quote(bad)}, "
                    + "expected quotes around the whole cell and its own quotes doubled.");
            else if (cells is not [""])
                ReadRow(file, line, cells, columns);
        }
    }

    private void ReadRow(string file, long line, string[] cells, CorpusColumns columns)
    {
        if (cells.Length != columns.Count)
        {
            _faults.Add(file, line, string.Create(CultureInfo.InvariantCulture,
                $"found {cells.Length} cells, expected {columns.Count} as in the header. A cell with a comma must stand in quotes."));
            return;
        }
        var (labels, known) = ReadLabels(file, line, cells, columns);
        var agreement = ReadAgreement(file, line, cells, columns);
        var row = new CorpusRow(cells[columns.Id].Trim(), file, line, cells[columns.Text], labels, known, agreement);
        CheckId(row);
        if (string.IsNullOrWhiteSpace(row.Text))
            _faults.Add(file, line, "text is empty, expected a paragraph.");
        else if (_rules == CorpusRules.Training)
            CheckSameText(row);
        _rows.Add(row);
    }

    private (ulong Labels, ulong Known) ReadLabels(string file, long line, string[] cells, CorpusColumns columns)
    {
        ulong labels = 0, known = 0;
        foreach (var (task, column) in _schema.Tasks.Zip(columns.Tasks))
        {
            if (column < 0)
                continue;
            var bits = LabelCells.Parse(task, cells[column], out var fault);
            var empty = bits == 0 && task.Type == TaskType.OneOf;
            if (fault is null && empty && _rules == CorpusRules.Training)
                fault = LabelCells.Empty(task);
            if (fault is not null)
                _faults.Add(file, line, fault);
            else if (!empty)
                (labels, known) = (labels | bits, known | task.Mask);
        }
        return (labels, known);
    }

    private double? ReadAgreement(string file, long line, string[] cells, CorpusColumns columns)
    {
        if (columns.Agreement < 0 || string.IsNullOrWhiteSpace(cells[columns.Agreement]))
            return null;
        var cell = cells[columns.Agreement].Trim();
        if (cell.Split('/') is [var a, var b]
            && int.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var agreed)
            && int.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out var readers) && readers > 0 && agreed <= readers)
            return (double)agreed / readers;
        _faults.Add(file, line, $"agreement is \"{cell}\", expected readers that agreed of all, such as 2/3, or nothing.");
        return null;
    }

    private void CheckId(CorpusRow row)
    {
        if (row.Id.Length == 0)
            _faults.Add(row.File, row.Line, "id is empty, expected one of its own for each row.");
        else if (!_byId.TryAdd(row.Id, row))
            _faults.Add(row.File, row.Line,
                $"id \"{row.Id}\" stands already at {Place(_byId[row.Id])}, expected one of its own for each row.");
    }

    // Equal texts with equal labels are allowed: boilerplate repeats. Only the tasks that were read soundly in both rows are compared.
    private void CheckSameText(CorpusRow row)
    {
        var hash = Folding.Hash(row.Text);
        if (_byText.TryAdd(hash, row))
            return;
        var other = _byText[hash];
        foreach (var task in _schema.Tasks)
        {
            var mask = task.Mask & row.Known & other.Known;
            if ((row.Labels & mask) != (other.Labels & mask))
                _faults.Add(row.File, row.Line, $"same text as {Place(other)}, but {task.Name} is {Names(task, row)} here and "
                    + $"{Names(task, other)} there; expected one labelling. Correct one or drop one.");
        }
    }

    private static string Names(TaskSchema task, CorpusRow row) =>
        $"\"{string.Join('|', new Decision(row.Labels, false).LabelsOf(task))}\"";

    private static string Place(CorpusRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.File}:{row.Line}");

    private static string Quote(string text)
    {
        var flat = text.ReplaceLineEndings(" ").Trim();
        return flat.Length <= 40 ? $"[{flat}]" : $"[{flat[..40]}…]";
    }
}
