using System.Globalization;

namespace Demarche.Tests;

/// <summary>The cultures whose numbers and dates differ most from what data files hold: a decimal comma, and Persian digits with another calendar.</summary>
internal static class Cultures
{
    public static readonly string[] Names = ["", "ru-RU", "fa-IR"];

    /// <summary>The names as rows of a theory.</summary>
    public static TheoryData<string> Rows => [.. Names];

    /// <summary>Runs something under a culture; threads and tasks that it starts are under it too.</summary>
    public static T In<T>(string culture, Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
