using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Demarche.Texts;

/// <summary>Records of a table with a header, separated by commas or tabs. Fields are taken apart by CsvHelper.</summary>
internal sealed class CsvRecordReader : RecordReader
{
    private readonly string _name;
    private readonly ReadOptions _options;
    private readonly Action<InputFault> _onFault;
    private readonly CsvSplitter _splitter;
    private readonly CsvParser _parser;
    private int _columns = -1;
    private int _idColumn;
    private int _textColumn;
    private string _text = "";

    public CsvRecordReader(string name, StrictReader source, char separator, ReadOptions options, Action<InputFault> onFault)
    {
        (_name, _options, _onFault) = (name, options, onFault);
        _splitter = new CsvSplitter(name, source, separator, options.MaxParagraph, onFault);
        _parser = new CsvParser(_splitter, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            IgnoreBlankLines = false,
            BadDataFound = null,
            BufferSize = 1 << 14,
        });
    }

    public override ReadOnlySpan<char> Text => _text;

    public override bool Read()
    {
        if (_columns < 0)
            ReadHeader();
        while (_parser.Read())
        {
            Line = _splitter.RecordLine;
            if (_parser.Count != _columns)
            {
                _onFault(Faults.ColumnCount(_name, Line, _parser.Count, _columns));
                continue;
            }
            Id = _idColumn >= 0 && _parser[_idColumn] is { Length: > 0 } id ? id : null;
            _text = _parser[_textColumn];
            return true;
        }
        return false;
    }

    public override void Dispose() => _parser.Dispose();

    private void ReadHeader()
    {
        if (!_parser.Read())
            throw new InputFaultException(Faults.NoHeader(_name));
        var header = _parser.Record!;
        _columns = header.Length;
        _idColumn = Array.IndexOf(header, _options.IdField);
        _textColumn = Array.IndexOf(header, _options.TextField);
        if (_textColumn < 0)
            throw new InputFaultException(Faults.NoTextColumn(_name, _options.TextField, header));
    }
}
